"""How dates, times and numbers are written, where Django's own formats differ from United Nations usage.

One package a language, named as Django names locales; what a package leaves out is as in Django.
A date with its time always names the zone: everybody reads it on another clock.
"""
