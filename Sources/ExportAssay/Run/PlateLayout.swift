// A randomised plate layout: case and controls, medium and cell layer of a dish on the same plate.

package import Documents
import Numerics
package import TypeICollagen

/// A well of a layout.
package struct LayoutWell: Sendable, Equatable {
  /// Plate, from 1.
  package let plate: Int
  /// The place.
  package let position: WellPosition
  /// What it holds.
  package let role: WellRole
  /// Sample or level.
  package let sample: String
  /// The line.
  package let line: String
  /// The dish; 0 for standards.
  package let bioRep: Int
  /// The replicate well.
  package let techRep: Int
  /// Medium or cell layer.
  package let fraction: Fraction?
  /// Concentration of a standard.
  package let nominal: Double?
}

/// Makes layouts.
package enum PlateLayout {
  /// A dish to be placed.
  package struct Dish: Sendable, Equatable {
    /// The line.
    package let line: String
    /// Its role.
    package let role: CellLineRole
    /// The dish.
    package let bioRep: Int
  }

  /// Places dishes on 96-well plates.
  ///
  /// Every plate gets eight standard levels in duplicate (the zero standard included), then the dishes: two wells of medium
  /// and two of cell layer each. Control lines are spread so that every plate with a case holds at least three of them; all
  /// positions are drawn from the seed, with each replicate pair in different columns so that the rim does not hit one
  /// sample alone.
  ///
  /// - Parameters:
  ///   - dishes: the dishes; cases need controls.
  ///   - plates: how many plates.
  ///   - seed: of the random order.
  ///   - topStandard: the highest standard; each further level is half of it.
  /// - Returns: the wells, plate by plate, row by row.
  /// - Throws: if the dishes do not fit, or a case and its controls would never share a plate.
  package static func make(
    dishes: [Dish], plates: Int, seed: UInt64, topStandard: Double = 640
  ) throws(InputFaults) -> [LayoutWell] {
    guard plates >= 1, plates <= 100 else {
      throw InputFaults(.badLayout, file: "", "the number of plates must be 1 to 100")
    }
    let cases = dishes.filter { $0.role == .case }
    let controls = dishes.filter { $0.role != .case }
    let controlLines = Set(controls.filter { $0.role == .control }.map(\.line))
    guard !cases.isEmpty || !controls.isEmpty else { throw InputFaults(.badLayout, file: "", "no dishes to place") }
    guard cases.isEmpty || !controlLines.isEmpty else {
      throw InputFaults(.badLayout, file: "", "a case without a control line: they would never share a plate")
    }
    let capacity = 20
    guard dishes.count <= capacity * plates else {
      throw InputFaults(.badLayout, file: "", "\(dishes.count) dishes do not fit on \(plates) plates of \(capacity)")
    }
    var random = SplitMix64(seed: seed)
    let groups = try assign(cases, controls, plates, capacity, &random)
    var wells: [LayoutWell] = []
    for (index, group) in groups.enumerated() { wells += place(group, plate: index + 1, topStandard, &random) }
    return wells
  }

  /// Deals dishes to plates: controls first, one dish of each line a plate in turn; then the cases.
  private static func assign(
    _ cases: [Dish], _ controls: [Dish], _ plates: Int, _ capacity: Int, _ random: inout SplitMix64
  ) throws(InputFaults) -> [[Dish]] {
    var groups = [[Dish]](repeating: [], count: plates)
    for (start, line) in Set(controls.map(\.line)).sorted().enumerated() {
      for (k, dish) in controls.filter({ $0.line == line }).enumerated() { groups[(start + k) % plates].append(dish) }
    }
    func controlCount(_ group: [Dish]) -> Int { Set(group.filter { $0.role == .control }.map(\.line)).count }
    var order = cases
    random.shuffle(&order)
    let lines = Set(controls.filter { $0.role == .control }.map(\.line)).count
    let wanted = Swift.min(3, lines)
    for dish in order {
      let open = groups.indices.filter { groups[$0].count < capacity && controlCount(groups[$0]) >= wanted }
      guard
        let best = open.min(by: { a, b in
          let x = groups[a].filter { $0.line == dish.line }.count
          let y = groups[b].filter { $0.line == dish.line }.count
          return (x, groups[a].count, a) < (y, groups[b].count, b)
        })
      else {
        throw InputFaults(
          .badLayout, file: "",
          "line \(dish.line.quoted()): no plate has room and \(wanted) control lines; use fewer plates or more control dishes"
        )
      }
      groups[best].append(dish)
    }
    for (index, group) in groups.enumerated() {
      guard group.count <= capacity else { throw InputFaults(.badLayout, file: "", "plate \(index + 1) is over-full") }
      guard cases.isEmpty || group.contains(where: { $0.role == .case }), !group.isEmpty else {
        throw InputFaults(
          .badLayout, file: "", "plate \(index + 1) would hold no \(cases.isEmpty ? "dish" : "case"); use fewer plates")
      }
    }
    return groups
  }

  private static func place(
    _ dishes: [Dish], plate: Int, _ top: Double, _ random: inout SplitMix64
  ) -> [LayoutWell] {
    // Halves of the plate: columns 1-6 and 7-12. One replicate of everything in each half, in random order.
    var wells: [LayoutWell] = []
    for half in 0..<2 {
      var positions = (0..<48).compactMap { WellPosition(row: $0 % 8, column: half * 6 + $0 / 8) }
      random.shuffle(&positions)
      var next = 0
      func take() -> WellPosition {
        next += 1
        return positions[next - 1]
      }
      for level in 0..<8 {
        let nominal = level == 7 ? 0 : top / Double(1 << level)
        wells.append(
          LayoutWell(
            plate: plate, position: take(), role: level == 7 ? .blank : .standard,
            sample: level == 7 ? "S0" : "S\(level + 1)",
            line: "", bioRep: 0, techRep: half + 1, fraction: nil, nominal: nominal))
      }
      for dish in dishes {
        for fraction in [Fraction.medium, .cellLayer] {
          wells.append(
            LayoutWell(
              plate: plate, position: take(), role: .unknown,
              sample: "\(dish.line)-r\(dish.bioRep)-\(fraction == .medium ? "med" : "cell")", line: dish.line,
              bioRep: dish.bioRep, techRep: half + 1, fraction: fraction, nominal: nil))
        }
      }
    }
    return wells.sorted { $0.position < $1.position }
  }

  /// The dishes of a cultures table, and of nothing else.
  package static func dishes(name: String, bytes: [UInt8]) throws(InputFaults) -> [Dish] {
    let table = try NamedTable(DecodedText(file: name, bytes: bytes))
    return try CultureDish.read(table).map { Dish(line: $0.line, role: $0.role, bioRep: $0.bioRep) }
  }

  /// The layout as a plate table without signals, ready to be filled in or joined with a reader's export.
  package static func csv(_ wells: [LayoutWell]) -> String {
    var text = "plate_id,well,role,sample_id,line_id,bio_rep,tech_rep,fraction,nominal_conc,dilution_factor\n"
    for well in wells {
      let fields = [
        "P\(well.plate)", well.position.description, well.role.rawValue, csvCell(well.sample), csvCell(well.line),
        well.bioRep > 0 ? String(well.bioRep) : "", String(well.techRep), well.fraction?.rawValue ?? "",
        well.nominal.map { NumberText.significant($0) } ?? "", well.role == .unknown ? "" : "1",
      ]
      text += fields.joined(separator: ",") + "\n"
    }
    return text
  }

  /// The layout as stacked grids (plater), one file a plate: the top-left cell of each grid names what its cells hold.
  ///
  /// - Returns: the plates' numbers with their text, in order. A grid named `signal` with the reader's numbers, added below,
  ///   makes it a plate table.
  package static func plater(_ wells: [LayoutWell]) -> [(plate: Int, text: String)] {
    let columns: [(name: String, value: (LayoutWell) -> String)] = [
      ("plate_id", { "P\($0.plate)" }), ("role", { $0.role.rawValue }), ("sample_id", { csvCell($0.sample) }),
      ("line_id", { csvCell($0.line) }), ("bio_rep", { $0.bioRep > 0 ? String($0.bioRep) : "" }),
      ("tech_rep", { String($0.techRep) }), ("fraction", { $0.fraction?.rawValue ?? "" }),
      ("nominal_conc", { $0.nominal.map { NumberText.significant($0) } ?? "" }),
      ("dilution_factor", { $0.role == .unknown ? "" : "1" }),
    ]
    return Set(wells.map(\.plate)).sorted().map { plate in
      let here = wells.filter { $0.plate == plate }
      let grids = columns.map { column in
        var grid = ([column.name] + (1...12).map(String.init)).joined(separator: ",") + "\n"
        for row in 0..<8 {
          let cells = (0..<12).map { k in
            here.first { $0.position.row == row && $0.position.column == k }.map(column.value) ?? ""
          }
          grid += ([WellPosition.rowName(row)] + cells).joined(separator: ",") + "\n"
        }
        return grid
      }
      return (plate, grids.joined(separator: "\n"))
    }
  }

  /// Quotes a cell where needed, and keeps spreadsheets from taking text for a formula.
  static func csvCell(_ text: String) -> String {
    var cell = text
    if let first = cell.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) { cell = "'" + cell }
    guard cell.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
