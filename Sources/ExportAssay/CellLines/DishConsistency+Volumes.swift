// Volumes of dishes against each other. They are pipetted: all dishes of a design have one or a few.

internal import Documents
import Numerics

extension DishConsistency {
  typealias Quantity = (name: String, value: (CultureDish) -> Double?)

  private static var volumes: [Quantity] {
    [("medium_ml", \.mediumVolume), ("cell_layer_ml", \.cellLayerVolume)]
  }

  /// Volumes that are another in every dish: they are pipetted, so that few differ; masses and counts do.
  static func scatteredVolumes(_ cultures: [CultureDish]) -> [AssayWarning] {
    volumes.compactMap { name, value in
      let known = cultures.compactMap(value)
      guard let first = cultures.first(where: { value($0) != nil }), known.count >= 6, Set(known).count == known.count
      else { return nil }
      return AssayWarning(
        file: first.file, line: first.fileLine,
        "\(name) is another in each of \(known.count) dishes: is it a volume, or was its column exchanged?")
    }
  }

  /// The lines all of whose dishes have a volume that is half as much again as that of any other line, or as much less, while
  /// most lines agree. Twice the volume makes twice the synthesis, and a null allele looks normal; no other dish of the line
  /// gives it away.
  static func volumesApart(_ cultures: [CultureDish]) -> [(line: String, warning: AssayWarning)] {
    let byLine = Dictionary(grouping: cultures, by: \.line)
    return volumes.flatMap { name, value -> [(line: String, warning: AssayWarning)] in
      let lines = byLine.compactMap { line, dishes -> (line: String, values: [Double])? in
        let own = dishes.compactMap(value).sorted()
        return own.isEmpty ? nil : (line, own)
      }
      .sorted { ($0.values.median, $0.line) < ($1.values.median, $1.line) }
      let medians = lines.map(\.values.median)
      let middle = medians.median
      let factor = 1.5 - 1e-9
      guard lines.count >= 3,
        2 * medians.count(where: { Swift.max($0 / middle, middle / $0) < factor }) > lines.count
      else { return [] }
      return lines.enumerated().compactMap { index, own in
        guard let low = own.values.first, let high = own.values.last,
          index == 0 || low >= factor * medians[index - 1],
          index == lines.count - 1 || high * factor <= medians[index + 1],
          let dish = byLine[own.line]?.first
        else { return nil }
        let words =
          "line \(own.line.quoted()): \(name) is \(NumberText.significant(own.values.median, 4)) in all of its dishes, \(NumberText.significant(middle, 4)) in those of most lines and in no other line as much or as little; is it right?"
        return (own.line, AssayWarning(file: dish.file, line: dish.fileLine, words))
      }
    }
  }
}
