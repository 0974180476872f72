"""Chinese in both scripts: patterns are written in simplified characters and match traditional ones as well."""

import re
from typing import Any, cast

SIMPLIFIED = (
    "与专书会体关几别办动励厅参发号后员团国场处备复审实导届层干并应当录总执报据无时机权条极构没济状现监积签类约级组织经结绝继续缔编脚获营见计"
    "订训议论评说请调谨过还进释长门问间际页项须领题验赞个众单吁宪对将强愿护拟数暂来标档汇况点确种称纪纳终给统职节虑补观规视览记设访证该负贡财责"
    "贯费资践载边达险预联务厉严为亚从众仅传伦价倾偿儿则创刘劳势华协卫厂历压县变叶听启响围图坚垫声够头夹奥妇学宁宝审宽寻寿尽岁岛币师帅帐带帮库庆"
    "业产亿优决减划医区属废开归态惩扩换栏检欢简综缴认讨让询诺贰赔踪运适郑采针银镇闭陆顿馈鉴遗"
)
TRADITIONAL = (
    "與專書會體關幾別辦動勵廳參發號後員團國場處備復審實導屆層幹並應當錄總執報據無時機權條極構沒濟狀現監積簽類約級組織經結絕繼續締編腳獲營見計"
    "訂訓議論評說請調謹過還進釋長門問間際頁項須領題驗贊個眾單籲憲對將強願護擬數暫來標檔匯況點確種稱紀納終給統職節慮補觀規視覽記設訪證該負貢財責"
    "貫費資踐載邊達險預聯務厲嚴為亞從眾僅傳倫價傾償兒則創劉勞勢華協衛廠歷壓縣變葉聽啟響圍圖堅墊聲夠頭夾奧婦學寧寶審寬尋壽盡歲島幣師帥帳帶幫庫慶"
    "業產億優決減劃醫區屬廢開歸態懲擴換欄檢歡簡綜繳認討讓詢諾貳賠蹤運適鄭採針銀鎮閉陸頓饋鑒遺"
)
PAIRS = dict(zip(SIMPLIFIED, TRADITIONAL, strict=True))


def either_script(pattern: str) -> str:
    """A regular expression that takes each simplified character for its traditional form too."""
    signs: list[str] = []
    in_class = False
    for place, sign in enumerate(pattern):
        escaped = pattern[place - 1 : place] == "\\"
        if sign == "[" and not escaped:
            in_class = True
        elif sign == "]" and not escaped:
            in_class = False
        other = PAIRS.get(sign, sign)
        signs.append(sign if other == sign else sign + other if in_class else f"[{sign}{other}]")
    return "".join(signs)


def worded(source: str) -> re.Pattern[str]:
    """Words of a language as a pattern, in any case and in either script."""
    return cast("re.Pattern[str]", _Worded(source))


class _Worded:
    """Is compiled when first asked for something: a report needs the words of one language, and to compile those of six
    takes longer than to read a short one.
    """

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(either_script(self._source), re.IGNORECASE)
        # From now on these are found without coming here.
        for known in ("pattern", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, known, getattr(compiled, known))
        return getattr(compiled, name)
