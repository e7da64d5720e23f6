"""Writes arrays of joint states by NumPy: python3 arrays.py ../src/test/resources/foreign

Row i of joint j (from 0) has q = 0.1 (j + 1) + 0.01 i, qd = 0.2 (j + 1), tau = j - i, at 4 i ms.
"""
import os
import sys

import numpy as np

folder = sys.argv[1]
i = np.arange(40.0)[:, None]
j = np.arange(3.0)[None, :]
t = 0.004 * i[:, 0]
q = 0.1 * (j + 1) + 0.01 * i
qd = 0.2 * (j + 1) + 0 * i
tau = j - i


def path(name):
    return os.path.join(folder, name)


np.savez(path("stored.npz"), t=t, q=q, qd=qd, tau=tau)
np.savez_compressed(path("deflated.npz"), time=t, joint_positions=q, dq=qd, torques=tau, note=np.array(["x"]))
np.savez_compressed(path("float32.npz"), t=t, q=q.astype("f4"), qd=qd.astype("f4"), tau=tau.astype("f4"))
np.savez_compressed(path("big-endian.npz"), t=t, q=q.astype(">f8"), qd=qd.astype(">f4"), tau=tau.astype(">f8"))
# Nanoseconds since 1970 as integers, and names that nobody could guess.
stamps = 1_700_000_000_000_000_001 + 4_000_000 * np.arange(40, dtype="i8")
np.savez_compressed(path("named.npz"), stamp=stamps, a=q, b=tau)
np.savez_compressed(path("fortran.npz"), t=t, q=np.asfortranarray(q), tau=tau)
