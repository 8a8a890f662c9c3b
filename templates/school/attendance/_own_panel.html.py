BBB BBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBB BB BBBBBBBBBBB BB BBBB _("Your badge") BBBBBBBBB
 _("Your hours") 
  BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
  BB BBBBBBBBBBBBXXX gettext(u'You have reached the presence that is needed.') XXXX
  BBBB BBBBBBBBBBBBBBBXXX gettext(u'%(missing)s hours are missing: with the remaining ones the threshold can still be reached.') SSSSSSSSSSS SSSSS SSS SSSSSSSS SSSS SSS SSSSSSSSS SSSS SSS SSSSSSSSS SSS SSSSS SS SSSSSSSSXXXX
  BBBBXXXXXX gettext(u'With the remaining hours the threshold can no longer be reached.') XXXX  gettext(u'Talk to whoever runs the edition.') XXXXBBBBB
BBBBBBBB
