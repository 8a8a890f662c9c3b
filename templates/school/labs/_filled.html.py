 gettext(u'%(part)s of %(whole)s required fields') SSSSSSSS SS SSSSSSSSS SSSSSSSS SSSSSS
