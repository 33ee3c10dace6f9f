"""HikaShop 5 products (com_hikashop, Joomla 3 to 5).

Read off jahanzeb7861/hikashop-joomla at 59df1196 (5.0.0)."""

from __future__ import annotations

from migrator.layout.fields import html, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class HikaShop(Reader):
    """`.hikashop_product_page`."""

    component = "com_hikashop"
    views = frozenset(("product",))
    own_section = "Products"
    item = (".hikashop_product_page",)
    title = heading("#hikashop_product_name_main", "h1")
    extra = (
        ("price", text("#hikashop_product_price_main")),
        ("code", text("#hikashop_product_code_main")),
    )
    body = html("#hikashop_product_description_main")
