"""The sentences of a report around its figures, all written for this purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from etl.model.report import Address

OVERVIEW = "一、总体情况"
PROBLEMS = "五、存在的主要问题及改进情况"
OTHER = "六、其他需要报告的事项"

# by theme, the problem and what is promised against it
THEMES: Mapping[str, tuple[str, str]] = {
    "aware": ("个别工作人员对公开工作认识不足，积极性主动性不够", "把公开要求列入每季度的例会学习"),
    "timely": ("部分栏目更新不及时，少数信息发布滞后", "按月核对栏目，逾期未更新的当周补齐"),
    "content": ("公开内容不够丰富，涉及群众切身利益的信息发布量少", "对照目录逐条补充，增加办事类信息"),
    "interp": ("政策解读形式单一，图解和视频少", "新出台的文件同步配发图解"),
    "staff": ("公开工作由兼职人员承担，力量薄弱，人员变动大", "明确一名专人并设置后备人员"),
    "train": ("业务培训不足，经办人员对答复规范不熟", "每半年组织一次案例培训"),
    "channel": ("公开渠道少，网站栏目设置不便查找", "调整栏目层级，增设线下查阅点"),
    "mech": ("长效机制有待健全，考核办法不够细", "修订制度，把公开情况纳入年度考核"),
    "request": ("依申请公开答复不规范，内部流程衔接不畅", "统一答复文书，设专人把关"),
    "interact": ("与群众互动少，回应关切不够", "每季度举办一次开放日活动"),
    "keyarea": ("重点领域信息公开的标准化规范化还有差距", "按照标准目录逐项对标"),
    "secrecy": ("发布前的保密审查留痕不完整", "上线审查登记表，做到一事一表"),
    "uneven": ("各单位工作开展不平衡，个别单位重视不够", "对排名靠后的单位逐一约谈"),
}


@dataclass(frozen=True, slots=True)
class StatedFigures:
    """The figures that a narrative states; `year` is the year that it names. `posted_again` is what a second statement
    gives for `posted`, None where there is none."""

    agency: str
    year: int
    received: int
    carried_in: int
    concluded: int
    carried_out: int
    granted: int
    reviews: int
    lawsuits: int
    documents: int
    posted: int
    website: int
    wechat: int
    posted_again: int | None = None


def stated_figures(
    agency: str, year: int, cells: Mapping[Address, float], website: int, wechat: int
) -> StatedFigures:
    """The figures of a narrative, from the correct cells of a report and what was posted through each channel."""

    def total(*rows: str, table: str = "applications", column: str = "total") -> int:
        return int(sum(cells.get(Address(table, row, column), 0) for row in rows))

    return StatedFigures(
        agency,
        year,
        total("received_new"),
        total("carried_in"),
        total("concluded_total"),
        total("carried_out"),
        total("granted", "partly_granted"),
        total("review", table="review_litigation"),
        total("litigation_direct", "litigation_after_review", table="review_litigation"),
        total("normative_issued", table="statistics", column="value")
        + total("normative_documents", table="proactive_disclosure", column="issued")
        + total("normative_documents", table="proactive_disclosure", column="newly_made"),
        website + wechat,
        website,
        wechat,
    )


def preamble(stated: StatedFigures) -> str:
    return (
        f"按照《中华人民共和国政府信息公开条例》，{stated.agency}编制本报告。"
        f"本报告所列数据的统计期限为{stated.year}年1月1日至12月31日。"
    )


def overview(stated: StatedFigures, random: Random) -> tuple[str, ...]:
    """Section 一: information published, and applications with their outcomes."""
    opening = random.choice(
        (
            f"{stated.year}年，{stated.agency}围绕年度要点推进公开工作。",
            f"{stated.year}年度，{stated.agency}把公开作为服务群众的一项常规工作。",
            f"在{stated.year}年里，{stated.agency}按目录公开、按程序答复。",
        )
    )
    posted = f"（一）主动公开。{published(stated)}制发规范性文件{stated.documents}件。"
    return opening, posted, "（二）依申请公开。" + applications(stated, random), *_upkeep(random)


def published(stated: StatedFigures) -> str:
    """How much was published and through which channels, in one of many wordings; the same for a report each time."""
    total, website, wechat = stated.posted, stated.website, stated.wechat
    return Random(f"{stated.agency}/{stated.year}/published").choice(
        (
            f"全年主动公开政府信息{total}条，其中政府网站{website}条，微信公众号{wechat}条。",
            f"全年公开各类信息{total}条：政府网站发布{website}条，微信公众号推送{wechat}条。",
            f"通过政府网站、微信公众号分别发布信息{website}条、{wechat}条，共计{total}条。",
            f"主动公开政府信息共{total}条。按渠道分，政府网站{website}条，政务微信{wechat}条。",
            f"主动公开政府信息{total}条（政府网站{website}条、政务微信{wechat}条）。",
            f"在政府网站公开信息{website}条，在微信公众号发布图文{wechat}篇；全年合计主动公开信息{total}条。",
        )
    )


def applications(stated: StatedFigures, random: Random) -> str:
    if stated.received + stated.carried_in == 0:
        return random.choice(
            (f"{stated.year}年未收到政府信息公开申请。", f"{stated.year}年收到政府信息公开申请0件。")
        )
    text = f"{stated.year}年新收到政府信息公开申请{stated.received}件，上年结转{stated.carried_in}件；"
    text += f"全年办结{stated.concluded}件，其中予以公开和部分公开{stated.granted}件；"
    return text + f"结转下年度{stated.carried_out}件。"


def _upkeep(random: Random) -> tuple[str, ...]:
    return (
        random.choice(
            ("（三）政府信息管理。发布前实行两级审核。", "（三）政府信息管理。每季度清理一次失效文件。")
        ),
        random.choice(("（四）平台建设。公开专栏全年运行正常。", "（四）平台建设。新增检索入口一处。")),
        random.choice(("（五）监督保障。全年组织培训两次。", "（五）监督保障。公开工作列入年度考核。")),
    )


def cases(stated: StatedFigures) -> str:
    if stated.reviews + stated.lawsuits == 0:
        return f"{stated.year}年没有发生因政府信息公开引起的行政复议和行政诉讼。"
    return (
        f"{stated.year}年因政府信息公开被申请行政复议{stated.reviews}件，被提起行政诉讼{stated.lawsuits}件。"
    )


def themes(agency: int, year: int, seed: int) -> list[str]:
    """Themes of an agency's problems: one stays for years, others change; sometimes none is named."""
    lasting = Random(f"{seed}/{agency}/lasting").choice(list(THEMES))
    random = Random(f"{seed}/{agency}/{year}/themes")
    if random.random() < 0.04:
        return []
    return [lasting, *random.sample([key for key in THEMES if key != lasting], random.randint(1, 2))]


def problems(named: list[str]) -> tuple[str, ...]:
    """Section 五: the problems of these themes, then the promises."""
    if not named:
        return ("无。",)
    ordinals = ("一是", "二是", "三是", "四是")
    stated = "；".join(ordinals[at] + THEMES[key][0] for at, key in enumerate(named))
    promised = "；".join(ordinals[at] + THEMES[key][1] for at, key in enumerate(named))
    return f"存在的问题：{stated}。", f"下一步：{promised}。"


def other(stated: StatedFigures) -> str:
    again = "" if stated.posted_again is None else f"全年主动公开政府信息{stated.posted_again}条。"
    return f"{again}{stated.year}年度没有收取政府信息公开信息处理费。"
