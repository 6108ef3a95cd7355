"""Why a file could not be read or written, in words of the current language."""

from __future__ import annotations

import errno

from etl.runtime.language import in_language

WORDS = {
    errno.ENOENT: ("没有这个文件或文件夹", "no such file or folder"),
    errno.EEXIST: ("已有同名的文件", "there is a file of this name"),
    errno.EACCES: (
        "没有权限，或文件正在别的程序里打开",
        "no permission, or the file is open in another program",
    ),
    errno.EPERM: ("没有权限", "no permission"),
    errno.EISDIR: ("这是一个文件夹，不是文件", "this is a folder, not a file"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
    errno.ENAMETOOLONG: ("名称太长", "the name is too long"),
}


def reason_of(error: OSError) -> str:
    """The reason of an error; what the system says of one that has no words here."""
    words = WORDS.get(error.errno or 0)
    return in_language(*words) if words else error.strerror or str(error)
