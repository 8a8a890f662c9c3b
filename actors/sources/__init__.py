"""What public files write, read without a database: names, kinds of body, boundaries."""
