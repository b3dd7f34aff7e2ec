"""Readers of the colour profiles that the settings name: of the monitor, of a soft proof, of CMYK photos."""

from __future__ import annotations

from pathlib import Path

from studio.imaging.photo import Profile
from studio.imaging.profile_errors import MonitorProfileUnusable, ProofProfileUnusable
from studio.settings import SYSTEM_PROFILE
from studio.ui.system_profile import system_profile


def read_monitor_profile(value: str) -> bytes | None:
    """The profile of a settings' ``display_profile``, None for sRGB. Raises MonitorProfileUnusable."""
    if not value:
        return None
    from studio.imaging.icc import read_profile
    from studio.imaging.monitor import display_lut

    name, found = Path(value).name, value == SYSTEM_PROFILE
    try:
        icc = system_profile() if found else read_profile(Path(value))
        if icc is not None:
            display_lut(icc)
    except Exception as error:
        # A profile is a file of anyone's; the colour library raises what it likes.
        raise MonitorProfileUnusable(name="_ICC_PROFILE" if found else name, details=str(error)) from error
    return icc


def read_proof_profile(value: str) -> Profile | None:
    """The profile to proof to, None for sRGB. Raises ProofProfileUnusable."""
    if not value:
        return None
    from studio.imaging.icc import read_profile
    from studio.imaging.profiles import profile_name
    from studio.imaging.proof import check_proof

    try:
        icc = read_profile(Path(value))
        check_proof(icc)
        return Profile(icc, profile_name(icc))
    except Exception as error:
        raise ProofProfileUnusable(name=Path(value).name, details=str(error)) from error


def read_assumed_profile(value: str) -> Profile | None:
    """The profile for CMYK photos without one, in force from here on. Raises CmykProfileUnusable."""
    from studio.imaging.cmyk import assume, read_cmyk_profile

    assume(None)
    if value:
        assume(profile := read_cmyk_profile(Path(value)))
        return profile
    return None
