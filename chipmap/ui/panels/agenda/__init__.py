"""The programme of an event beside the partners: sessions with partner places, in their order."""
