XXXX XXXXXXXXXXBB BBB XXXXXXXXXXXXXXXXXXBBBBB XXXXXXXXXXXXXX
  BBBB
     _("present") 
     _("present in part") 
     _("absent") 
     _("excused") 
    BB BBBBBBBBBBBBB _("still to record") BBBB _("still to record") BBBBB
  BBBBBBB
XXXXXX
