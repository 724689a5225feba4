// What `--layout` writes is read back by our own readers to the same wells; impossible designs are refused with a reason.

import Numerics
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct LayoutTests {
  private static func dishes(controls: Int, cases: [String] = ["F17"], reps: Int = 3) -> [PlateLayout.Dish] {
    (1...Swift.max(controls, 1)).filter { $0 <= controls }.flatMap { k in
      (1...reps).map { PlateLayout.Dish(line: "C\(k)", role: .control, bioRep: $0) }
    } + cases.flatMap { line in (1...reps).map { PlateLayout.Dish(line: line, role: .case, bioRep: $0) } }
  }

  /// A signal for a well: the standards' from a curve, the others' by name so that a moved well shows.
  private static func signal(_ well: LayoutWell) -> String {
    let own = 20 + 3 * Double(well.sample.utf8.reduce(0) { ($0 * 7 + Int($1)) % 101 }) + Double(well.techRep)
    let x = well.role == .unknown ? own : well.nominal ?? 0
    return NumberText.fixed(3 + (0.05 - 3) / (1 + Elementary.pow(x / 150, 1.1)) + 0.001 * Double(well.techRep), 4)
  }

  private static func check(_ read: [PlateWell], _ made: [LayoutWell], _ what: String) throws {
    #expect(read.count == made.count, "\(what)")
    for well in made {
      let same = try #require(
        read.first { $0.position == well.position && $0.plate == "P\(well.plate)" }, "\(what) \(well.position)")
      #expect(same.role == well.role && same.sample == well.sample && same.fraction == well.fraction, "\(what)")
      #expect((same.cellLine ?? "") == well.line && (same.bioRep ?? 0) == well.bioRep, "\(what)")
      #expect(well.role == .unknown || same.nominal == well.nominal, "\(what) \(well.position)")
      #expect(same.signal.number == NumberText.parse(signal(well)), "\(what) \(well.position)")
    }
  }

  /// The table and the grids, with a signal added, are the same plates.
  @Test func readBack() throws {
    for (seed, plates) in [(7, 1), (8, 2), (9, 3)] {
      let dishes = Self.dishes(controls: plates == 1 ? 2 : 4, cases: ["F17", "F, \"18\"", "=F19", "-F20"])
      let made = try PlateLayout.make(dishes: dishes, plates: plates, seed: UInt64(seed))
      let lines = PlateLayout.csv(made).split(separator: "\n").map(String.init)
      let table = ([lines[0] + ",signal"] + zip(lines.dropFirst(), made).map { $0 + "," + Self.signal($1) })
        .joined(separator: "\n")
      let tidy = try AssayRun.run(inputs: [("layout.csv", Array((table + "\n").utf8))])
      try Self.check(tidy.plates.flatMap { $0.wells.map(\.well) }, made, "table")
      for (plate, text) in PlateLayout.plater(made) {
        let own = made.filter { $0.plate == plate }
        var grid = "\nsignal," + (1...12).map(String.init).joined(separator: ",") + "\n"
        for row in 0..<8 {
          let cells = (0..<12).map { k in
            own.first { $0.position == WellPosition(row: row, column: k) }.map(Self.signal) ?? ""
          }
          grid += ([WellPosition.rowName(row)] + cells).joined(separator: ",") + "\n"
        }
        let read = try AssayRun.run(inputs: [("grid.csv", Array((text + grid).utf8))])
        try Self.check(read.plates.flatMap { $0.wells.map(\.well) }, own, "grid")
      }
    }
  }

  /// Without signals both are maps of a reader's export: the same entries.
  @Test func readBackAsMap() throws {
    let made = try PlateLayout.make(dishes: Self.dishes(controls: 4), plates: 1, seed: 3)
    let table = try NamedTable(DecodedText(file: "l.csv", bytes: Array(PlateLayout.csv(made).utf8)))
    #expect(try TableKind.of(table) == .plateMap)
    let grid = try #require(PlateLayout.plater(made).first)
    let text = try DecodedText(file: "g.csv", bytes: Array(grid.text.utf8))
    let maps = [try PlateMapEntry.read(table), try PlateMapEntry.read(#require(try PlaterReader.map(text)))]
    for map in maps {
      #expect(map.count == made.count)
      for well in made {
        let entry = try #require(map.first { $0.position == well.position })
        let found = entry.contents
        #expect(entry.plate == "P1" && (found.line ?? "") == well.line && (found.bioRep ?? 0) == well.bioRep)
        #expect(found.fraction == well.fraction && found.role == well.role)
      }
    }
  }

  /// On every plate with a case: controls of three lines, both fractions of each dish, blanks beyond column 1.
  @Test func sharesPlates() throws {
    for seed in 1...20 {
      let made = try PlateLayout.make(
        dishes: Self.dishes(controls: 5, cases: ["F17", "F18", "F19"]), plates: 2, seed: UInt64(seed))
      for plate in 1...2 {
        let own = made.filter { $0.plate == plate }
        #expect(own.contains { $0.line.hasPrefix("F") })
        #expect(Set(own.filter { $0.line.hasPrefix("C") }.map(\.line)).count >= 3)
        #expect(own.contains { $0.role == .blank && $0.position.column > 0 })
        #expect(Set(own.map(\.position)).count == own.count)
        for well in own where well.role == .unknown {
          let dish = own.filter { $0.line == well.line && $0.bioRep == well.bioRep }
          #expect(dish.filter { $0.fraction == .medium }.count == 2)
          #expect(dish.filter { $0.fraction == .cellLayer }.count == 2)
        }
      }
    }
  }

  @Test func refusalsSayWhy() {
    func reason(_ dishes: [PlateLayout.Dish], _ plates: Int) -> String {
      do {
        _ = try PlateLayout.make(dishes: dishes, plates: plates, seed: 1)
        return "made"
      } catch {
        return error.code == .badLayout ? error.message : "another error"
      }
    }
    #expect(reason([], 1).contains("no dishes"))
    #expect(reason(Self.dishes(controls: 0), 1).contains("never share a plate"))
    #expect(reason(Self.dishes(controls: 12), 1).contains("do not fit"))
    #expect(reason(Self.dishes(controls: 5, reps: 1), 2).contains("hold no case"))
    #expect(reason(Self.dishes(controls: 1, reps: 1), 2).contains("hold no case"))
    #expect(
      reason(Self.dishes(controls: 2, cases: (1...30).map { "F\($0)" }, reps: 1), 2).contains("no plate has room"))
    #expect(reason(Self.dishes(controls: 4), 0).contains("1 to 100"))
  }
}
