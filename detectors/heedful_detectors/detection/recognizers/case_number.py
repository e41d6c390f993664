"""Numbers of cases, files, dockets, referrals, inmates and immigration.

An alien registration number is an A with eight or nine digits, a receipt of the immigration
service three letters for the centre and ten digits (uscis.gov, "Your case number").
"""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class CaseNumber(CuedRecognizer):
    """CASE_NUMBER behind its cue, or in the form courts use, such as ``24-JV-01234``."""

    TYPES = ("CASE_NUMBER",)
    PATTERNS = (
        r"\b(?:case|docket|file|intake|referral|report|petition|claim|incident|cps|dcfs|dcf|hotline"
        r"|dkt|ref|voucher|probate|detainee|tdcj|badge|investigation|inmate"
        r"|booking|jail|doc|prisoner|warrant|citation|hmis|tpr|court|cause|complaint"
        r"|police report|a-?\s?number|alien(?: registration)?|uscis|receipt|caso|expediente|causa"
        r"|petici[oó]n|oficio|folio"
        r"|recluso|denuncia)\b"
        r"(?:\s+(?:file|ref(?:erence)?|id|record))?" + IS + CODE,
        r"\b(?:id|identification|identificaci[oó]n)(?:\s(?:number|no\.?|code))?\s?[:#=]\s?"
        r"(?P<value>(?=[A-Z-]*\d)[A-Z0-9](?:-?[A-Z0-9]){4,15})\b",
        r"\b(?!(?:order|invoice|tracking|ticket|po|confirmation|model|part|sku|isbn|issn|serial"
        r"|room|rm"
        r"|form|flight|check|bill|permit|version|build|item|lot|batch|page|issue|bus|route|box"
        r"|suite"
        r"|ext|extension|toll|score|line|phone|cell|fax|tel|zip|grant|license|table|figure"
        r"|p\.?o)\b)"
        r"[a-z][\w-]{1,15}\s?(?:no\.|#|num\.|n[uú]m\.)\s?:?\s?"
        r"(?P<value>(?:[A-Z]{1,4}-?)?\d[\d,-]{4,14}\d)\b",
        r"\b(?:pid|din|rpt|dcn|cin|fein|ei|icwa|enrollment|census|roll)\b" + IS + CODE,
        r"(?-i:\bID\s(?P<value>[A-Z]{1,5}[ -]?\d{4,}))\b",
        r"(?-i:\bID\s(?P<value>(?:[A-Z]{1,5}[ -]?)?\d{2,}(?:[ -]\d{2,}){1,4}|\d{5,}))\b",
        r"\bA\s?#\s?(?P<value>\d{3}[- ]?\d{3}[- ]?\d{2,3})\b",
        r"(?-i:\b(?!CVE-|HUD-|ISO-|RFC-)(?P<value>(?:[A-Z]{1,5}-)(?:20)?\d{2}-\d{3,7}"
        r"|20\d{2}-[A-Z]{1,4}-\d{3,7}))\b(?!-)",
        r"\b(?:officer|deputy|sergeant|detective|trooper|police)\b[^.\n]{0,60}?\bnumber\s+" + CODE,
        r"(?-i:\b(?:RN|LPN|LCSW|LMSW|LICSW|LSW|LPC|LCPC|LMFT|LMHC|CADC|LADC|CAC|NP"
        r"|PA)[ #-]{1,2}(?P<value>\d{4,8}))\b",
        r"(?-i:(?<![\w-])(?P<value>A[- ]?\d{3}[- ]?\d{3}[- ]?\d{3}))\b",
        r"(?-i:\b(?P<value>(?:IOE|MSC|EAC|WAC|LIN|SRC|NBC|YSC)-?\d{10}))\b",
        r"(?P<value>\b\d{2,4}-?(?:JV|JD|JU|DP|CP|CR|CV|DV|FA|FC|PR|GA|AD|MH|TPR)-?\d{3,7}\b)",
    )
