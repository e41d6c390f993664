"""All rules against one message: who fires, how severely, and what Send should do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Self

from heedful_detectors.identifiability import Estimator
from heedful_detectors.problems import DataError, Problem, remedy
from heedful_detectors.report import Finding, Send, Severity, Span
from heedful_detectors.rulebook.evidence import Evidence, Lexicon
from heedful_detectors.rulebook.guards import load_details, load_guards
from heedful_detectors.rulebook.kinds import Match, Names
from heedful_detectors.rulebook.lanes import LaneRule, load_lanes
from heedful_detectors.rulebook.loading import DATA
from heedful_detectors.rulebook.merging import merge
from heedful_detectors.rulebook.rewording import replacements
from heedful_detectors.rulebook.rule import Rule, Variant, load_rules
from heedful_detectors.rulebook.signals import load_signals
from heedful_detectors.rulebook.standards import (
    Standard,
    agency_standard,
    load_standards,
    weightiest_first,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from heedful_detectors.policy import Policy
    from heedful_detectors.report import Identifiability, Lane
    from heedful_detectors.rulebook.context import Context

WORDING_CONFIDENCE = 0.7
"""Of a finding that rests on wording alone: the patterns have no score of their own."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one message. Spans are offsets into the context's text.

    ``identifiability`` is None where nobody is described without a name, and in a lane.
    """

    findings: tuple[Finding, ...]
    lane: Lane | None
    send: Send
    identifiability: Identifiability | None


@dataclass(frozen=True)
class RuleBook:
    """All rules with what they rest on, read and validated once. Pure and thread-safe."""

    rules: tuple[Rule, ...]
    standards: Mapping[str, Standard]
    lanes: tuple[LaneRule, ...]
    lexicon: Lexicon

    @classmethod
    def load(cls, policy: Policy, root: Traversable = DATA) -> Self:
        """Read every rule, signal, guard, lane and standard under ``root`` (the package's own).

        The policy's own rules come after ours.

        Raises:
            DataError: something is misspelt, missing, of a wrong type or unknown; the message
                names the file, the key and the remedy.
        """
        signals = load_signals(root)
        guards = load_guards(frozenset(signals), root)
        details = load_details(frozenset(signals), root)
        names = Names(frozenset(signals), frozenset(guards))
        standards = load_standards(root)
        rules = (*load_rules(names, standards, root), *policy.own.rules)
        own = (citation for rule in policy.own.rules for citation in rule.citations)
        if (agency := agency_standard(policy.agency.name, own)) is not None:
            standards = {**standards, agency.id: agency}
        known = [rule.id for rule in rules]
        for unknown in policy.rules.keys() - set(known):
            message = f"is not a rule{remedy(unknown, known)}"
            raise DataError(Problem("policy", None, f"rules.{unknown}", message))
        lanes = load_lanes(names.signals, names.guards, root)
        estimator = Estimator.load(names.signals, root)
        lexicon = Lexicon(signals, guards, details, policy, estimator=estimator)
        return cls(rules, standards, lanes, lexicon)

    def warm(self) -> None:
        """Compile what is otherwise compiled when a text first asks for it: about a second."""
        for signal in self.lexicon.signals.values():
            signal.compile()

    def rule(self, rule_id: str) -> Rule | None:
        """Give the rule of that id, if there is one."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def evaluate(self, context: Context) -> Verdict:
        """Judge one message."""
        evidence = Evidence(context, self.lexicon)
        language = _language(context)
        lane = next((lane for lane in self.lanes if lane.when.match(evidence) is not None), None)
        found = (self._judge(rule, context, evidence) for rule in self.rules)
        findings = [finding for finding in found if finding is not None]
        if lane is not None:
            findings = [_in_lane(finding) for finding in findings]
        merged = [
            replace(finding, citations=weightiest_first(finding.citations, self.standards))
            for finding in merge(findings)
        ]
        wanted = [self._wanted(finding, context) for finding in merged]
        asks = [send.rank > Send.NOTE.rank for send in wanted]
        return Verdict(
            findings=tuple(map(_asking, merged, asks)),
            lane=lane.lane(language) if lane else None,
            send=Send.NOTE if lane else max(wanted, key=_rank, default=Send.PASS),
            identifiability=None if lane else evidence.crowd(),
        )

    def forget(self) -> None:
        """Drop what is remembered of earlier sentences."""
        self.lexicon.memory.clear()

    def fires(self, rule: Rule, context: Context) -> bool:
        """Whether one rule has something to say, whatever the others say."""
        return self._judge(rule, context, Evidence(context, self.lexicon)) is not None

    def _judge(self, rule: Rule, context: Context, evidence: Evidence) -> Finding | None:
        setting = self.lexicon.policy.rules.get(rule.id)
        if setting is not None and setting.off:
            return None
        match = _speaks(rule, evidence)
        if match is None:
            return None
        variant = next((v for v in rule.variants if v.when.match(evidence) is not None), None)
        severity = _severity(rule, variant, evidence)
        if setting is not None and setting.severity is not None:
            severity = setting.severity
        return _finding(rule, variant, severity, match, context)

    def _wanted(self, finding: Finding, context: Context) -> Send:
        """Tell what one finding asks for at Send.

        More than a note needs a rule that confirms on Send: all others only inform.
        """
        setting = self.lexicon.policy.send
        here = setting.by_surface.get(context.message.where.surface, {})
        usual = {"high": setting.high, "warn": setting.warn, "info": Send.PASS}
        wanted = here.get(finding.severity.value, usual[finding.severity.value])
        return min(wanted, wanted if finding.confirm_on_send else Send.NOTE, key=_rank)


def _rank(send: Send) -> int:
    return send.rank


def _asking(finding: Finding, asks: bool) -> Finding:  # noqa: FBT001 - mapped over
    """Say of a finding whether it asks here, which its rule alone does not decide."""
    return replace(finding, confirm_on_send=asks)


def _speaks(rule: Rule, evidence: Evidence) -> Match | None:
    where = evidence.where
    if where.surface not in rule.surfaces:
        return None
    if rule.audiences and where.audience not in rule.audiences:
        return None
    match = rule.when.match(evidence)
    if match is None or (rule.unless is not None and rule.unless.match(evidence) is not None):
        return None
    return match


def _severity(rule: Rule, variant: Variant | None, evidence: Evidence) -> Severity:
    severity = variant.severity if variant and variant.severity else rule.base
    for target, condition in rule.raises:
        if target.rank > severity.rank and condition.match(evidence) is not None:
            severity = target
    for target, condition in rule.lowers:
        if target.rank < severity.rank and condition.match(evidence) is not None:
            severity = target
    return severity


def _finding(
    rule: Rule, variant: Variant | None, severity: Severity, match: Match, context: Context
) -> Finding:
    """Entities say what to change; where there are none, the wording says what is meant."""
    language = _language(context)
    of_entities = {span for span in match.spans if span.entity is not None}
    spans = tuple(sorted(of_entities or set(match.spans), key=lambda s: (s.start, s.end)))
    places = {(span.start, span.end) for span in of_entities}
    entities = [item for item in context.entities if (item.start, item.end) in places]
    rewrite = (variant and variant.rewrite) or rule.rewrite
    return Finding(
        id=_stable_id(rule.id, spans),
        rule=rule.id,
        severity=severity,
        confidence=max((item.score for item in entities), default=WORDING_CONFIDENCE),
        title=rule.title,
        message=((variant and variant.message) or rule.message)[language],
        suggestion=((variant and variant.suggestion) or rule.suggestion)[language],
        rewrite=rewrite[language],
        spans=spans,
        replacements=replacements(context.message.text, entities, context.entities, language),
        citations=rule.citations,
        confirm_on_send=rule.confirm_on_send,
    )


def _stable_id(rule: str, spans: tuple[Span, ...]) -> str:
    """Name a finding by its rule and offsets, never by text: the same in, the same out."""
    places = ",".join(f"{span.start}-{span.end}" for span in spans)
    return blake2b(f"{rule}:{places}".encode(), digest_size=8).hexdigest()


def _in_lane(finding: Finding) -> Finding:
    """Nothing in a lane is louder than info, and nothing asks at Send."""
    return replace(finding, severity=Severity.INFO, confirm_on_send=False)


def _language(context: Context) -> str:
    return "es" if (context.message.where.lang or "").casefold().startswith("es") else "en"
