"""Every recognizer that runs, in one explicit tuple; one file each, beside this one.

Presidio's recognizer for British NHS numbers is left out: it is certain of ordinary telephone
numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presidio_analyzer.predefined_recognizers import (
    IbanRecognizer,
    IpRecognizer,
    MacAddressRecognizer,
    UsItinRecognizer,
    UsLicenseRecognizer,
    UsMbiRecognizer,
    UsSsnRecognizer,
)

from heedful_detectors.detection.recognizers.account_number import AccountNumber
from heedful_detectors.detection.recognizers.age import Age
from heedful_detectors.detection.recognizers.birth_date import BirthDate
from heedful_detectors.detection.recognizers.card_number import NamedCardNumber
from heedful_detectors.detection.recognizers.case_number import CaseNumber
from heedful_detectors.detection.recognizers.coordinates import Coordinates
from heedful_detectors.detection.recognizers.date import Date
from heedful_detectors.detection.recognizers.device_id import DeviceId
from heedful_detectors.detection.recognizers.diagnosis_code import DiagnosisCode
from heedful_detectors.detection.recognizers.disguised_name import DisguisedName
from heedful_detectors.detection.recognizers.email import Email
from heedful_detectors.detection.recognizers.handle import Handle
from heedful_detectors.detection.recognizers.health_plan_id import HealthPlanId
from heedful_detectors.detection.recognizers.initials import Initials
from heedful_detectors.detection.recognizers.kin_name import KinName
from heedful_detectors.detection.recognizers.license_number import LicenseNumber
from heedful_detectors.detection.recognizers.listed_name import ListedName
from heedful_detectors.detection.recognizers.named_place import NamedPlace
from heedful_detectors.detection.recognizers.names_and_places import NamesAndPlaces
from heedful_detectors.detection.recognizers.numbers import (
    BankAccount,
    CardNumber,
    DeaNumber,
    Passport,
    ProviderNumber,
    RoutingNumber,
    Url,
)
from heedful_detectors.detection.recognizers.organization import Organization
from heedful_detectors.detection.recognizers.partial_address import PartialAddress
from heedful_detectors.detection.recognizers.passport import NamedPassport
from heedful_detectors.detection.recognizers.phone import Phone
from heedful_detectors.detection.recognizers.record_number import RecordNumber
from heedful_detectors.detection.recognizers.sensitive_terms import SensitiveTerms
from heedful_detectors.detection.recognizers.social_security import SocialSecurity
from heedful_detectors.detection.recognizers.street_address import StreetAddress
from heedful_detectors.detection.recognizers.titled_name import TitledName
from heedful_detectors.detection.recognizers.vehicle_id import VehicleId
from heedful_detectors.detection.recognizers.zip_code import ZipCode
from heedful_detectors.detection.terms import not_names, sensitive

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

    from heedful_detectors.detection.encoder import Encoder

BY_FORM: tuple[type[EntityRecognizer], ...] = (
    # Presidio's own
    IbanRecognizer,
    IpRecognizer,
    MacAddressRecognizer,
    UsItinRecognizer,
    UsLicenseRecognizer,
    UsMbiRecognizer,
    UsSsnRecognizer,
    # Presidio's, asked to be more careful
    BankAccount,
    CardNumber,
    DeaNumber,
    Email,
    Passport,
    Phone,
    ProviderNumber,
    RoutingNumber,
    Url,
    # ours
    AccountNumber,
    Age,
    BirthDate,
    CaseNumber,
    Coordinates,
    Initials,
    KinName,
    Organization,
    Date,
    DeviceId,
    DiagnosisCode,
    DisguisedName,
    Handle,
    HealthPlanId,
    LicenseNumber,
    ListedName,
    NamedCardNumber,
    NamedPassport,
    NamedPlace,
    PartialAddress,
    RecordNumber,
    SocialSecurity,
    StreetAddress,
    TitledName,
    VehicleId,
    ZipCode,
)
"""Recognizers that need nothing but the text."""


def all_recognizers(encoder: Encoder) -> list[EntityRecognizer]:
    """One of each."""
    return [
        NamesAndPlaces(encoder, not_names(), sensitive()),
        SensitiveTerms(sensitive()),
        *(recognizer() for recognizer in BY_FORM),  # type: ignore[call-arg]
    ]
