from __future__ import annotations
from dataclasses import dataclass, field
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

@dataclass(frozen=True, slots=True)
class Border:
    code_a: str
    code_b: str
    dashed: bool
    path: QPainterPath
    bounds: QRectF

@dataclass(frozen=True, slots=True)
class Anchor:
    x: float
    y: float
    room_m: float
    largest: QRectF
    @property
    def extent_m(self): return max(self.largest.width(), self.largest.height())

class OutlineLevel:
    def __init__(self, n):
        import sys; sys.path.insert(0,"/tmp/h7")
        import rig_geo as r
        self.places=r.places(n); self.bounds={c:p.controlPointRect() for c,p in self.places.items()}
        self.borders=[Border(a,b,d,p,p.controlPointRect()) for a,b,d,p in r.borders(n)]
        self.lakes=[]

class Atlas:
    def __init__(self):
        import sys; sys.path.insert(0,"/tmp/h7")
        import rig_geo as r
        self._levels={}
        self.graticule=r.graticule()
        self.anchors={c:Anchor(a[0],a[1],a[2],QRectF(a[3][0],a[3][1],a[3][2]-a[3][0],a[3][3]-a[3][1])) for c,a in r.anchors().items()}
    def level(self, mpp):
        n=3 if mpp>40000 else 2 if mpp>9000 else 1 if mpp>2500 else 0
        if n not in self._levels: self._levels[n]=OutlineLevel(n)
        return self._levels[n]
