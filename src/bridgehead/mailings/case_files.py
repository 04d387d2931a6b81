"""The file of the case folder that holds templates of mails."""

from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource
from bridgehead.mailings.models import MailTemplate

FILES = (CaseFile("mail_templates", MailTemplate, "name language purpose subject text", Resource.MAIL),)
