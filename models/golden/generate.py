"""Golden values of the learning maths for arms of three joints, by PyTorch autograd in float64.

    /usr/bin/python3 models/golden/generate.py models/src/test/resources/golden

needs Debian's python3-torch and python3-numpy and writes one file a kind of loss. Matrices are nested
lists, row by row; parameters are lists W, b, W, b, ... with W of shape (out, in).

kind        structured, structured_raw, state or mlp (symbols: models/docs/notation.md)
alpha, K    inner rate, and number of unrolled inner steps
theta, phi  parameters before anything happens
QA, tauA    batch A, rows (q, qd, qdd) and tau; QB, tauB batch B
loss        L_phi on batch A; dLdF, dLdTheta, dLdPhi its gradients
thetaNew    theta after one step of gradient descent on batch A; taskLoss the MSE on batch B there
metaGrad1   d taskLoss / d phi; metaGradK the same after K steps
v, Jv       a direction of theta, and how f moves along it on batch A
Hv          the Hessian of L_phi on batch A with respect to theta, times v
U, HU       a direction of f, and the Hessian of L_phi with respect to f, times U
mixed       d/dphi of sum(dLdF * U)
adam        theta after each of adamSteps steps of Adam (adamRate, default constants) on batch A
"""
import json
import pathlib
import sys

import numpy as np
import torch
from torch.autograd import grad
from torch.nn.functional import linear, relu, softplus

N_JOINTS = 3
KINDS = {"structured": 41, "structured_raw": 42, "state": 43, "mlp": 44}


def network(rng, *sizes):
    blocks = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        for shape in ((fan_out, fan_in), (fan_out,)):
            block = torch.from_numpy(rng.uniform(-1, 1, shape) / fan_in ** 0.5)
            blocks.append(block.requires_grad_())
    return blocks


def run(blocks, x):
    pairs = list(zip(blocks[::2], blocks[1::2]))
    for w, b in pairs[:-1]:
        x = relu(linear(x, w, b))
    return linear(x, *pairs[-1])


def joint_weights(kind, phi, q):
    if kind == "structured_raw":
        return phi[0]
    if kind == "structured":
        return softplus(phi[0])
    each = len(phi) // N_JOINTS
    state = q[:, : 2 * N_JOINTS]
    columns = [run(phi[j * each : (j + 1) * each], state) for j in range(N_JOINTS)]
    return softplus(torch.cat(columns, dim=1))


def learned_loss(kind, phi, q, f, tau):
    if kind == "mlp":
        return softplus(run(phi, torch.cat((f, tau), dim=1))).mean()
    return (joint_weights(kind, phi, q) * (f - tau).square()).sum(dim=1).mean()


def first_phi(kind, rng):
    if kind == "mlp":
        return network(rng, 2 * N_JOINTS, 10, 8, 1)
    if kind == "state":
        return [b for _ in range(N_JOINTS) for b in network(rng, 2 * N_JOINTS, 6, 1)]
    return [torch.from_numpy(rng.uniform(0.3, 3.0, N_JOINTS)).requires_grad_()]


def case(kind, seed, alpha=0.03, k_steps=5, adam_steps=4, adam_rate=0.01):
    rng = np.random.default_rng(seed)
    theta = network(rng, 3 * N_JOINTS, 9, 7, N_JOINTS)
    phi = first_phi(kind, rng)
    normal = lambda *shape: torch.from_numpy(rng.standard_normal(shape))
    q_a, tau_a, q_b, tau_b = normal(6, 9), normal(6, 3), normal(4, 9), normal(4, 3)
    v = [normal(*b.shape) for b in theta]
    u = normal(6, 3)

    inner = lambda p: learned_loss(kind, phi, q_a, run(p, q_a), tau_a)
    task = lambda p: (run(p, q_b) - tau_b).square().mean()

    def step(p):
        g = grad(inner(p), p, create_graph=True)
        return [b - alpha * gb for b, gb in zip(p, g)]

    f = run(theta, q_a)
    loss = learned_loss(kind, phi, q_a, f, tau_a)
    (d_f,) = grad(loss, f, create_graph=True)
    d_theta = grad(loss, theta, create_graph=True)
    along_v = sum((g * d).sum() for g, d in zip(d_theta, v))
    new = step(theta)
    far = theta
    for _ in range(k_steps):
        far = step(far)

    # The derivative of f along v by the double-backward trick: grad of (J^T w) . v with respect to w.
    w = torch.zeros_like(f, requires_grad=True)
    pulled = grad(f, theta, w, create_graph=True)
    (jv,) = grad(sum((g * d).sum() for g, d in zip(pulled, v)), w, retain_graph=True)

    moving = [b.detach().clone().requires_grad_() for b in theta]
    optimiser = torch.optim.Adam(moving, lr=adam_rate)
    adam = []
    for _ in range(adam_steps):
        optimiser.zero_grad()
        inner(moving).backward(inputs=moving)
        optimiser.step()
        adam.append([b.detach().clone() for b in moving])

    (hu,) = grad((d_f * u).sum(), f, retain_graph=True)
    values = dict(
        theta=theta, phi=phi, QA=q_a, tauA=tau_a, QB=q_b, tauB=tau_b, loss=loss, dLdF=d_f,
        dLdTheta=d_theta, dLdPhi=grad(loss, phi, retain_graph=True), thetaNew=new,
        taskLoss=task(new), metaGrad1=grad(task(new), phi, retain_graph=True),
        metaGradK=grad(task(far), phi, retain_graph=True), v=v, Jv=jv,
        Hv=grad(along_v, theta, retain_graph=True), U=u, HU=hu,
        mixed=grad((d_f * u).sum(), phi, retain_graph=True), adam=adam)
    plain = lambda x: x.tolist() if torch.is_tensor(x) else [plain(y) for y in x]
    return dict(kind=kind, alpha=alpha, K=k_steps, adamSteps=adam_steps, adamRate=adam_rate,
                **{name: plain(value) for name, value in values.items()})


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    for kind, seed in KINDS.items():
        (folder / f"{kind}.json").write_text(json.dumps(case(kind, seed)) + "\n")
        print("wrote", folder / f"{kind}.json")
