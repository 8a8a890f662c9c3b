 _("Share of the planned hours") 
XXXXX XXXXXXXXXXXXXXXX gettext(u'%(attended)s h attended · %(held)s h held · %(due)s h planned') SSSSSSSSSSSS S SSSSSSSS S SSSSSSSS S SSSS S SSSSSSS S SSSSSSSXXXXXXX
