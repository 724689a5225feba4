// Units of concentration that can be converted into each other: a mass in a volume.

/// A unit of concentration.
struct ConcentrationUnit: Sendable, Hashable {
  /// As it is written here: `ng/mL`.
  let name: String
  /// How many ng/mL one of it is; `nil` for a unit that is no mass in a volume, such as `U/mL`.
  let nanogramsPerMillilitre: Double?

  /// A unit as a table has it, in any case and with any sign for micro.
  init(_ text: String) {
    let plain = text.lowercased().map { $0 == "µ" || $0 == "μ" ? "u" : String($0) }.joined()
    let parts = plain.split(separator: "/").map(String.init)
    let masses = ["pg": 1e-3, "ng": 1, "ug": 1e3, "mg": 1e6, "g": 1e9]
    let volumes = ["ul": ("uL", 1e-3), "ml": ("mL", 1.0), "dl": ("dL", 100), "l": ("L", 1000)]
    guard parts.count == 2, let mass = masses[parts[0]], let volume = volumes[parts[1]] else {
      name = text
      nanogramsPerMillilitre = nil
      return
    }
    name = parts[0] + "/" + volume.0
    nanogramsPerMillilitre = mass / volume.1
  }

  /// What a concentration in this unit is multiplied by to be one in the other; `nil` where they measure different things.
  func factor(to other: ConcentrationUnit) -> Double? {
    if name == other.name { return 1 }
    guard let mine = nanogramsPerMillilitre, let theirs = other.nanogramsPerMillilitre else { return nil }
    return mine / theirs
  }
}
