BBBBBBB BBBBBBBBBBBBBBBBBBB
BBBB BB
BBBBB BBBBB gettext(u'Presence') BBBBBBBB
BBBBB BBBBXXXXX XXXXXXXXXXXXXXXX XXXXXXBBBBBB BBBBBBBBBBBBBBBBBBBBXXBBBBBBBB
BBBBB BBBBBBBBB BBB BBBBBBBBBBBBBBBBB BB BBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB _("Presence") BBBBBBBBBBBBBBBBBBBBBBBBBBB
BBBBB BBBBBBB
  BB BBBBBBBBBBB
     _("You have no seat in this edition") XXX gettext(u'This code is for its participants. If you should be among them, tell whoever is keeping the register.') XXXXBBBBBBBB
  BBBB BBBBBB BBB BBBBBBBBBBBB
     _("Not written down") XXXFFFFFFFFX  gettext(u'Tell whoever is keeping the register.') XXXXBBBBBBBB
  BBBB
    BB BBB
      BBBBBBBB BBBBBBBBBBBBBBBBB
         _("You are on the register") XXXBB BBBBBBBBB X  gettext(u'in at %(at)s') SS SS SSSSSSBBBBBBB BBBBBBBBBB X  gettext(u'out at %(at)s') SSS SS SSSSSSBBBBB X  gettext(u'%(n)s minutes') SSSSS SSSSSSSXXXXBBBBBBBB
      BBBBBBBBBBB
    BBBBB
    BB BBBBBBB
       _("This code is no longer on the screen") XXX gettext(u'It changes every 45 seconds: read the one that is there now.') XXXXBBBBBBBB
    BBBB
      XXXXX XXXXXXXXXXXXXXX XXXXXXXXXXXXXXBBBBBBBBBB
        BB BBB _("I am back")   _("I am leaving") 
        BBBB _("I am here") BBBBB
      XXXXXXX
    BBBBB
  BBBBB
BBBBBBBB
