"""What macOS is told of the app: the kinds of files that it opens, and its own kind, the style file.

Written with care, and not run on a Mac yet.
"""

from __future__ import annotations

from typing import Any

IDENTIFIER = "studio.portrait-style.PortraitStyleStudio"
STYLE_TYPE = "studio.portrait-style.pstyle"
PHOTOS = (
    "public.jpeg", "public.png", "public.tiff", "public.heic", "public.heif", "public.avif",
    "org.webmproject.webp", "public.camera-raw-image", "com.adobe.raw-image", "com.adobe.photoshop-image",
    "public.jpeg-2000", "com.microsoft.bmp", "com.compuserve.gif",
)  # fmt: skip


def info(version: str) -> dict[str, Any]:
    """The keys of Info.plist beside those that PyInstaller writes."""
    return {
        "CFBundleDisplayName": "Portrait Style Studio",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh_CN"],
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "NSHumanReadableCopyright": "Portrait Style Studio developers, Apache-2.0",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Photo",
                "CFBundleTypeRole": "Viewer",  # originals are never written to
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": list(PHOTOS),
            },
            {
                "CFBundleTypeName": "Folder of photos",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.folder"],
            },
            {
                "CFBundleTypeName": "Photo style",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [STYLE_TYPE],
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": STYLE_TYPE,
                "UTTypeDescription": "Portrait Style Studio style",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["pstyle"],
                    "public.mime-type": ["application/x-portrait-style"],
                },
            }
        ],
    }
