// Uses the library beside versions of its dependencies that the client chose.

import Collagen
import Yams

let sample = try Yams.load(yaml: "P07") as? String ?? ""
print(ScreeningOptions(sample: sample).minimumDepth)
