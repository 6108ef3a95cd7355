"""What the statements of a passage have said so far, as far as the next ones may refer to it."""

from __future__ import annotations

import re

from etl.model.report import StatedFigure
from etl.stated.channels import channel_item, channel_of_heading, channel_of_scope, families, last_family
from etl.stated.headings import (
    CONTINUES,
    DIVIDES_ALL,
    HEAD,
    HEADED,
    LINE_OF_LIST,
    LINES_OF_LIST,
    NUMBERED,
)
from etl.stated.mentions import counted_in
from etl.stated.no_figure import is_rejected_whole
from etl.stated.passage import LONGEST
from etl.stated.posts.contents import names_content
from etl.stated.posts.posting import starts_clause
from etl.stated.setting import NO_LIST, Listing, Meaning, Root, Setting
from etl.stated.words import DIVIDES, SOCIAL, SUMS_UP, opener_in

# 新增专栏3个: what was set up, not where the next ones were posted
_COLUMNS = re.compile("(?:公开栏目|栏目|专栏|专题|板块|版块)$")
_COLUMN_ENDS = ("目", "栏", "题", "块")
_DISCLOSES = re.compile(r"公开|发布|公布|公示")
_OWN_SITE = re.compile(r"\n?(?:\([^()]{1,3}\))?[省市县区州旗盟](?:政府|局)(?:门户|官方)?网站")
# what is no post nor read of one, and so stands beside the parts of what was posted
_OF_WORK = frozenset(
    {"visits", "followers", "letters_answered", "training_sessions", "training_people", "meetings", "staff"}
)
# 发布信息245条，具体包括: with a number of its own
_POSTS = re.compile("\\d[余多万]{0,2}[条篇件]")
# as 申请 stands in 网上5件申请
_NEAR = 10
# 按单位分
_BY_BODY = re.compile("[按分从](?:发布|公开)?(?:主体|单位|部门|科室|机构|层级|区域|地区|镇街|来源)")


class Memory:
    """Changes with every statement and figure. `clause_subject` is whose the next figure is; a sentence that `continues`
    opens with 其中 or the like and divides the figure before."""

    def __init__(self, section: str, agency: str, refers: bool) -> None:
        """`agency` is whose report it is; `refers`: the passage refers to a channel by 该网 or the like, so that the one named last must be known."""
        self.subject = self.clause_subject = self.parent_subject = "own"
        self.parent_period = "year"
        self.parent: Meaning | None = None
        self.previous: Meaning | None = None
        self.is_skipped = self.is_joined = self.continues = False
        self._section, self._agency = section, agency
        self._refers = refers
        self._root: Root | None = None
        self._root_before: Root | None = None  # of the sentence before
        self.previous_subject, self.previous_period = "own", "year"
        self._lists: list[Listing] = []
        self._parts = 0  # of the list, in this statement
        self._channels: set[str] = set()  # of which this statement gave figures
        self._contents: list[str] = []  # likewise
        self._sentence = self._family = self._topic = self._heading = ""
        self._is_of_area = False  # whether a figure of this sentence is
        self.has_area = False  # whether any figure so far is, in the report of a government
        self._is_announced = self._is_headed = self._is_applying = self._is_interpreted = self._is_set_up = (
            False
        )

    @property
    def is_listed(self) -> bool:
        """Whether the parts of a figure are being listed."""
        return bool(self._lists)

    @property
    def summed_up(self) -> str:
        """The item that sums up those of this statement, where all are of one family of channels or of one content; else
        empty."""
        if not self._channels and len(self._contents) > 1 and len(set(self._contents)) == 1:
            is_announced = self.parent is not None and not self.parent.unit
            return "" if is_announced or self._contents[0] == "content_other" else self._contents[0]
        if len(self._channels) > 1:
            return "channel_new_media" if self._channels <= SOCIAL else ""
        return f"channel_{next(iter(self._channels))}" if self._channels and self._parts > 1 else ""

    @property
    def whole_subject(self) -> str:
        """Whose the figure is of which parts are being listed; empty where that one is posted or none is."""
        return self._lists[-1].whole_subject if self._lists else ""

    def begin(self, statement: str, new: bool, is_counted: bool) -> None:
        """Start a statement; `new` unless a semicolon joins it to the one before, `is_counted` if a number stands in it."""
        is_headed = statement.endswith("\n") and HEADED.fullmatch(statement) is not None
        announces = statement.rstrip("\n").endswith(":") or is_headed
        if self._is_headed and not LINES_OF_LIST.fullmatch(statement):
            self._is_announced = False
        self._is_headed = is_headed or (self._is_headed and self._is_announced)
        if new:
            self._begin_sentence(statement, announces)
        # 解读46篇，其中图解21篇、视频9篇；召开发布会38场
        elif self._ends_list(statement):
            self._lists.pop()
        if self._is_set_up and not new:
            self._topic = ""
        self._is_set_up = False
        self._parts = 0
        self._channels = set()
        self._contents = []
        if "网站" in statement and _OWN_SITE.match(statement):
            self.subject = "own"
        self._sentence = statement if new else (self._sentence + statement)[-LONGEST:]
        self.is_joined = not new
        if self._is_announced and not new:  # one line of a list is none of the line before
            self.previous = None
        self._is_interpreted = False
        # a sentence without a number rejects none
        self.is_skipped = self.is_skipped or (
            (is_counted or not statement.endswith("。")) and is_rejected_whole(statement)
        )
        goes_on = self._section == "applications" or (not new and statement.startswith("其中"))
        self._is_applying = "申请" in statement or (self._is_applying and goes_on)
        head = HEAD.match(statement) if new and ":" in statement else None
        if head and _DISCLOSES.search(head[0]) and (not head[1] or names_content(head[0])):
            self.parent = Meaning(channel_item(families(head[0]), head[0]), "")
        elif (new and self.parent is None and "信息中," in statement and DIVIDES_ALL.match(statement)) or (
            announces and _DISCLOSES.search(statement) and not _POSTS.search(statement)
        ):
            self.parent = Meaning("disclosed", "")
        if announces:
            self._is_announced = True
        elif statement.endswith("。"):
            self._is_announced = False

    def _begin_sentence(self, statement: str, announces: bool) -> None:
        self.is_skipped = False
        self._lists = []
        self._topic = ""
        if numbered := NUMBERED.match(statement):
            self._heading = channel_of_heading(statement[numbered.end() :].rstrip("。:\n"))
        is_line = self._root is not None and LINE_OF_LIST.fullmatch(statement) is not None
        self._heading = channel_of_scope(statement) or self._heading
        self.continues = is_line or CONTINUES.match(statement) is not None
        if self.continues:
            if self._root:
                self.parent, self.parent_subject, self.parent_period = self._root
                self.subject = self.clause_subject = self.parent_subject
            if is_line:
                self._lists = [Listing("", self.parent, None)]
            return
        if self.subject == "area" and not (self._is_of_area or "政府" in self._agency):
            self.subject = self.clause_subject = "own"
        self._is_of_area = False
        self._root_before = self._root
        self.previous = None
        sums_up = "计" in statement and SUMS_UP.match(statement.removeprefix("\n"))
        if not (self._is_announced or announces or sums_up):
            self.parent = self._root = None

    def _ends_list(self, statement: str) -> bool:
        """Whether what a semicolon joins is no part of the list before it: it has several, or the body did something else."""
        is_open = bool(self._lists) and self._lists[-1].whole is not None and self._lists[-1].opener != "("
        return is_open and (self._parts > 1 or starts_clause(f",{statement}"))

    def pass_words(self, words: str, rejected: bool) -> None:
        """Take note of the lists that the words before a number open and close. After a number that is no figure
        (`rejected`) a list divides none, but what was posted before."""
        for _ in range(words.count(")")):
            self._close()
        if self._lists and self._lists[-1].opener == "其中" and starts_clause(words):
            self._lists.pop()
        if (self.previous or self.parent) and (opener := opener_in(words)):
            whole = self.previous
            is_divided = DIVIDES.match(opener[0]) is not None
            if whole and (rejected or is_divided or (whole.is_posted and whole.item != "channel_press")):
                whole = None
            self._parts = 0
            self._lists.append(Listing(opener[0], self.parent, whole, self.previous_subject if whole else ""))

    def _close(self) -> None:
        openers = [one.opener for one in self._lists]
        if "(" in openers:
            at = len(openers) - 1 - openers[::-1].index("(")
            if outside := self._lists[at].of:
                self.parent = self.previous = outside
            del self._lists[at:]

    def setting(self, behind: str) -> Setting:
        """Where the next number stands; `behind` is what follows it in its statement."""
        last = self._lists[-1] if self._lists else NO_LIST
        whole = last.whole.item if last.whole else ""
        return Setting(
            self._sentence,
            parent=self.parent,
            whole=last.whole,
            previous=self.previous,
            list_of=last.of,
            is_listed=self.is_listed,
            by_body=_BY_BODY.search(last.opener) is not None,
            interpreting=whole == "interpretations",
            after_interpretations=self._is_interpreted and whole != "interpretations",
            applying=self._is_applying and self._speaks_of_applications(behind),
            listed_without_units=self.previous is not None and behind[:1] in ("、", ",", ";", "。", ")", ""),
            family=self._family,
            topic=self._topic,
            heading=self._heading,
            agency=self._agency,
            behind=behind,
        )

    def _speaks_of_applications(self, behind: str) -> bool:
        """Whether applications are stated before a number or right behind it, not further on in its statement."""
        at = self._sentence.find("申请")
        return at < 0 or at < len(self._sentence) - len(behind) + _NEAR

    def remember(self, meaning: Meaning, figure: StatedFigure) -> None:
        """Take note of a figure."""
        meaning = Meaning(meaning.item, meaning.label, counted_in(figure.unit), meaning.in_doubt)
        self.previous = meaning
        self._parts += 1
        if meaning.item.startswith("channel_"):
            self._channels.add(meaning.item.removeprefix("channel_"))
        elif meaning.item.startswith("content_"):
            self._contents.append(meaning.item)
        if (
            meaning.item in _OF_WORK
            and self._lists
            and not (self._lists[-1].whole or self._lists[-1].opener == "(")
        ):
            self._lists.pop()
        self.previous_subject = figure.subject
        self._is_of_area = self._is_of_area or figure.subject == "area"
        self.has_area = self.has_area or (self._is_of_area and "政府" in self._agency)
        self.previous_period = figure.period
        if meaning.is_posted and not (
            self.parent
            and (
                meaning.item.startswith("content_")
                or self._is_aside(figure)
                or self._is_before(meaning, figure)
            )
        ):
            self.parent, self.parent_subject, self.parent_period = meaning, figure.subject, figure.period
            self._remember_root(Root(meaning, figure.subject, figure.period))
        self._is_interpreted = self._is_interpreted or meaning.item == "interpretations"
        if meaning.item == "visits":
            self._topic = "website"

    def _remember_root(self, new: Root) -> None:
        """Take note of a total. The year's is the one that is divided further on, where one since earlier years stands
        beside it: 2023年公开9条，历年累计60条; 累计60条，其中2023年9条."""
        before = self._root or self._root_before
        periods = (before.period, new.period) if before and before.meaning.item == new.meaning.item else ()
        if self.is_listed:
            self._root = new if periods == ("cumulative", "year") else self._root
        else:
            self._root = before if periods == ("year", "cumulative") else new

    def _is_aside(self, figure: StatedFigure) -> bool:
        """Whether a bracket behind a figure gives that of another period: 公开43件(历年累计4185件)."""
        in_bracket = bool(self._lists) and self._lists[-1].opener == "("
        return in_bracket and figure.period not in (self.parent_period, "year")

    def _is_before(self, meaning: Meaning, figure: StatedFigure) -> bool:
        """Whether a figure is that of an earlier time beside this year's: 公开43件，上年31件."""
        periods = (self.parent_period, figure.period)
        return self.parent is not None and self.parent.item == meaning.item and periods == ("year", "other")

    def remember_channel(self, words: str, meaning: Meaning | None) -> None:
        """Take note of the channel that the words of a number name."""
        is_column = not meaning and words[-1:] in _COLUMN_ENDS
        family = last_family(_COLUMNS.sub("", words) if is_column else words)
        if meaning and meaning.item == "online_interviews":  # 做客政府网站访谈: nothing was posted there
            return
        if not meaning and set(families(words)) == {"wechat", "microblog"}:
            family = "new_media"  # 通过微博、微信互动30次
        self._family = family or self._family
        self._is_set_up = not meaning and family == "bulletin_board"  # 设公开栏2个；全年公开信息90条
        if meaning and meaning.item.startswith("channel_"):
            self._topic = meaning.item.removeprefix("channel_")
        elif family:
            is_joined = words.startswith("、") and family != self._topic and {family, self._topic} <= SOCIAL
            self._topic = "new_media" if is_joined else family

    def end(self, statement: str, rest: str) -> None:
        """End a statement; `rest` are the words behind its last number."""
        for _ in range(rest.count(")")):
            self._close()
        if self._refers:
            self._family = last_family(statement) or self._family
