// The system libbz2, as it is.
#pragma once
#include <stdio.h>
#include <bzlib.h>
