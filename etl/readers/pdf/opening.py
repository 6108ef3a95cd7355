"""Open PDF files: one thread at a time, with a refusal that says why a file does not open."""

from __future__ import annotations

import threading

import pypdfium2 as pdfium

from etl.model.document import Unreadable

PDFIUM = threading.RLock()
"""PDFium is not thread-safe: hold this lock while a document is open."""


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Open a document. Raises Unreadable if it is empty, damaged or protected by a password."""
    if not data:
        raise Unreadable("文件是空的（0 字节），请重新下载或导出。")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.raw.FPDF_ERR_PASSWORD:
            raise Unreadable("PDF 设有打开密码，请解除密码后重新提交。") from error
        raise Unreadable("PDF 已损坏或不是 PDF 文件，请重新下载或导出。") from error
