"""Sound, in processes of its own: one cuts and silences a recording, one plays the clip that came of it.

Decoders and drivers of devices are C code that prints and crashes as it likes; neither may reach a screen that is projected.
"""
