"""PDFium functions that are called for every glyph and every drawn object of a page.

pypdfium2 declares them with typed pointers, and converting those costs more than the calls. Here the same C
functions take and return addresses as integers. Our prototypes are compared with those that pypdfium2 declares:
another number of arguments, or an address where a number was, is an ImportError; other kinds of numbers, or a
platform with several calling conventions, only costs speed, since the calls then go through pypdfium2's prototype.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

ADDRESS, INTEGER, FLOAT, DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_double
UNSIGNED, UNSIGNED_LONG = ctypes.c_uint, ctypes.c_ulong

Function = Callable[..., Any]


def address_of(handle: Any) -> int:
    """The address that a handle of pypdfium2 points to."""
    return ctypes.cast(handle, ADDRESS).value or 0


def bind(name: str, result: Any, *arguments: Any, bindings: Any = raw) -> Function:
    """Return the C function `name` for calls with plain integers and floats.

    Raises ImportError if the installed pypdfium2 lacks it or declares it with another shape.
    """
    function = getattr(bindings, name, None)
    if function is None:
        raise ImportError(f"pypdfium2 {_version()} has no {name}; install the version in requirements.lock")
    declared, expected = (function.restype, *function.argtypes), (result, *arguments)
    if [_is_pointer(kind) for kind in declared] != [_is_pointer(kind) for kind in expected]:
        raise ImportError(
            f"pypdfium2 {_version()} declares other arguments for {name}; install the version in requirements.lock"
        )
    if _has_one_calling_convention() and all(map(_is_same, declared, expected)):
        prototype = ctypes.PYFUNCTYPE(result, *arguments)
        return prototype(address_of(function))
    return converting(function)


def converting(function: Any) -> Function:
    """Call a function of pypdfium2 with addresses, each converted to the pointer type that it declares."""
    kinds = [kind if _is_pointer(kind) else None for kind in function.argtypes]

    def call(*arguments: Any) -> Any:
        converted = [
            argument if kind is None else ctypes.cast(argument, kind)
            for argument, kind in zip(arguments, kinds, strict=True)
        ]
        result = function(*converted)
        return address_of(result) if _is_pointer(type(result)) else result

    return call


def _is_pointer(kind: Any) -> bool:
    return kind is ADDRESS or hasattr(kind, "contents")


def _is_same(declared: Any, expected: Any) -> bool:
    return declared is expected or (_is_pointer(declared) and _is_pointer(expected))


def _has_one_calling_convention() -> bool:
    return ctypes.sizeof(ADDRESS) == 8


def _version() -> str:
    return str(getattr(getattr(pdfium, "version", None), "PYPDFIUM_INFO", "?"))


code_point = bind("FPDFText_GetUnicode", UNSIGNED, ADDRESS, INTEGER)
is_generated = bind("FPDFText_IsGenerated", INTEGER, ADDRESS, INTEGER)
char_angle = bind("FPDFText_GetCharAngle", FLOAT, ADDRESS, INTEGER)
char_matrix = bind("FPDFText_GetMatrix", INTEGER, ADDRESS, INTEGER, ADDRESS)
char_size = bind("FPDFText_GetFontSize", DOUBLE, ADDRESS, INTEGER)
char_box = bind("FPDFText_GetCharBox", INTEGER, ADDRESS, INTEGER, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
loose_char_box = bind("FPDFText_GetLooseCharBox", INTEGER, ADDRESS, INTEGER, ADDRESS)
page_object = bind("FPDFPage_GetObject", ADDRESS, ADDRESS, INTEGER)
form_object = bind("FPDFFormObj_GetObject", ADDRESS, ADDRESS, UNSIGNED_LONG)
form_object_count = bind("FPDFFormObj_CountObjects", INTEGER, ADDRESS)
object_type = bind("FPDFPageObj_GetType", INTEGER, ADDRESS)
object_bounds = bind("FPDFPageObj_GetBounds", INTEGER, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
object_matrix = bind("FPDFPageObj_GetMatrix", INTEGER, ADDRESS, ADDRESS)
fill_color = bind("FPDFPageObj_GetFillColor", INTEGER, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
stroke_color = bind("FPDFPageObj_GetStrokeColor", INTEGER, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
draw_mode = bind("FPDFPath_GetDrawMode", INTEGER, ADDRESS, ADDRESS, ADDRESS)
segment_count = bind("FPDFPath_CountSegments", INTEGER, ADDRESS)
segment = bind("FPDFPath_GetPathSegment", ADDRESS, ADDRESS, INTEGER)
segment_type = bind("FPDFPathSegment_GetType", INTEGER, ADDRESS)
segment_closes = bind("FPDFPathSegment_GetClose", INTEGER, ADDRESS)
segment_point = bind("FPDFPathSegment_GetPoint", INTEGER, ADDRESS, ADDRESS, ADDRESS)
has_transparency = bind("FPDFPageObj_HasTransparency", INTEGER, ADDRESS)
set_active = bind("FPDFPageObj_SetIsActive", INTEGER, ADDRESS, INTEGER)
text_mode = bind("FPDFTextObj_GetTextRenderMode", INTEGER, ADDRESS)
text_object = bind("FPDFText_GetTextObject", ADDRESS, ADDRESS, INTEGER)
clip_path = bind("FPDFPageObj_GetClipPath", ADDRESS, ADDRESS)
clip_count = bind("FPDFClipPath_CountPaths", INTEGER, ADDRESS)
clip_segment_count = bind("FPDFClipPath_CountPathSegments", INTEGER, ADDRESS, INTEGER)
clip_segment = bind("FPDFClipPath_GetPathSegment", ADDRESS, ADDRESS, INTEGER, INTEGER)
mark_count = bind("FPDFPageObj_CountMarks", INTEGER, ADDRESS)
mark = bind("FPDFPageObj_GetMark", ADDRESS, ADDRESS, UNSIGNED_LONG)
mark_name = bind("FPDFPageObjMark_GetName", INTEGER, ADDRESS, ADDRESS, UNSIGNED_LONG, ADDRESS)
mark_text = bind(
    "FPDFPageObjMark_GetParamStringValue", INTEGER, ADDRESS, ADDRESS, ADDRESS, UNSIGNED_LONG, ADDRESS
)
remove_mark = bind("FPDFPageObj_RemoveMark", INTEGER, ADDRESS, ADDRESS)
font_of = bind("FPDFTextObj_GetFont", ADDRESS, ADDRESS)
glyph_path = bind("FPDFFont_GetGlyphPath", ADDRESS, ADDRESS, UNSIGNED, FLOAT)
glyph_segment_count = bind("FPDFGlyphPath_CountGlyphSegments", INTEGER, ADDRESS)
glyph_segment = bind("FPDFGlyphPath_GetGlyphPathSegment", ADDRESS, ADDRESS, INTEGER)
