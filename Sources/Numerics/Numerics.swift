// Numerical methods that more than one part needs: elementary functions, distributions, intervals, linear algebra, random numbers.
