"""Which view-model serves which screen. A new screen is its QML file, its view-model, and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from ui.view_models.accounts_vm import AccountsVm
from ui.view_models.add_phone_vm import AddPhoneVm
from ui.view_models.answers_vm import AnswersVm
from ui.view_models.anything_else_vm import AnythingElseVm
from ui.view_models.book_vm import BookVm
from ui.view_models.card_vm import CardVm
from ui.view_models.care_vm import CareVm
from ui.view_models.case_paper_vm import CasePaperVm
from ui.view_models.cases_vm import CasesVm
from ui.view_models.catalogue_vm import GroupVm, HomeVm, SearchVm
from ui.view_models.children_vm import ChildrenVm
from ui.view_models.code_vm import CodeVm
from ui.view_models.compared_vm import ComparedVm
from ui.view_models.confirm_record_vm import ConfirmRecordVm
from ui.view_models.contributions_vm import ContributionsVm
from ui.view_models.face_vm import FaceVm
from ui.view_models.identity_vm import IdentityVm
from ui.view_models.inbox_vm import InboxVm
from ui.view_models.insurance_card_vm import InsuranceCardVm
from ui.view_models.kept_vm import KeptVm
from ui.view_models.leaving_vm import LeavingVm
from ui.view_models.mail_vm import MailVm
from ui.view_models.one_phone_vm import OnePhoneVm
from ui.view_models.own_data_vm import OwnDataVm
from ui.view_models.own_papers_vm import OwnPapersVm
from ui.view_models.page_vm import PageVm
from ui.view_models.petition_vm import PetitionVm
from ui.view_models.phones_vm import PhonesVm
from ui.view_models.question_vm import QuestionVm
from ui.view_models.receipt_vm import ReceiptVm
from ui.view_models.received_vm import ReceivedVm
from ui.view_models.record_vm import RecordVm
from ui.view_models.reminded_vm import RemindedVm
from ui.view_models.result_vm import ResultVm
from ui.view_models.resume_vm import ResumeVm
from ui.view_models.screen_vm import ScreenVm
from ui.view_models.sign_vm import SignVm
from ui.view_models.staff_act_vm import StaffActVm
from ui.view_models.staff_cleaning_vm import StaffCleaningVm
from ui.view_models.staff_devices_vm import StaffDevicesVm
from ui.view_models.staff_enrol_vm import StaffEnrolVm
from ui.view_models.staff_light_vm import StaffLightVm
from ui.view_models.staff_logs_vm import StaffLogsVm
from ui.view_models.staff_machine_vm import StaffMachineVm
from ui.view_models.staff_matters_vm import StaffMattersVm
from ui.view_models.staff_menu_vm import StaffMenuVm
from ui.view_models.staff_power_vm import StaffPowerVm
from ui.view_models.staff_queue_vm import StaffQueueVm
from ui.view_models.staff_review_vm import StaffReviewVm
from ui.view_models.staff_service_vm import StaffServiceVm
from ui.view_models.staff_sign_in_vm import StaffSignInVm
from ui.view_models.staff_versions_vm import StaffVersionsVm
from ui.view_models.vouch_vm import VouchVm

# Their files lie in the folder Staff.
STAFF_SCREENS: Mapping[str, type[ScreenVm]] = {
    "staff_sign_in": StaffSignInVm,
    "staff_menu": StaffMenuVm,
    "staff_queue": StaffQueueVm,
    "staff_act": StaffActVm,
    "staff_review": StaffReviewVm,
    "staff_matters": StaffMattersVm,
    "staff_machine": StaffMachineVm,
    "staff_enrol": StaffEnrolVm,
    "staff_service": StaffServiceVm,
    "staff_devices": StaffDevicesVm,
    "staff_touch": StaffDevicesVm,
    "staff_light": StaffLightVm,
    "staff_versions": StaffVersionsVm,
    "staff_logs": StaffLogsVm,
    "staff_cleaning": StaffCleaningVm,
    "staff_power": StaffPowerVm,
}

SCREENS: Mapping[str, type[ScreenVm]] = {
    "home": HomeVm,
    "group": GroupVm,
    "search": SearchVm,
    "card": CardVm,
    "identity": IdentityVm,
    "resume": ResumeVm,
    "face_prepare": FaceVm,
    "face_check": FaceVm,
    "face_result": FaceVm,
    "question": QuestionVm,
    "code": CodeVm,
    "information": PageVm,
    "stop": PageVm,
    "own_papers": OwnPapersVm,
    "sign": SignVm,
    "check_answers": AnswersVm,
    "receipt": ReceiptVm,
    "record": RecordVm,
    "vouch": VouchVm,
    "own_data": OwnDataVm,
    "own_figures": OwnDataVm,
    "compared": ComparedVm,
    "children": ChildrenVm,
    "contributions": ContributionsVm,
    "confirm_record": ConfirmRecordVm,
    "insurance_card": InsuranceCardVm,
    "care": CareVm,
    "received": ReceivedVm,
    "book": BookVm,
    "kept": KeptVm,
    "inbox": InboxVm,
    "accounts": AccountsVm,
    "cases": CasesVm,
    "case_paper": CasePaperVm,
    "phones": PhonesVm,
    "add_phone": AddPhoneVm,
    "check_phone": OnePhoneVm,
    "remove_phone": OnePhoneVm,
    "petition": PetitionVm,
    "result": ResultVm,
    "reminded": RemindedVm,
    "mail_result": MailVm,
    "keep_receipt": ReceiptVm,
    "anything_else": AnythingElseVm,
    "leave": LeavingVm,
    "goodbye": LeavingVm,
    **STAFF_SCREENS,
}
