// The cell lines that one file of an assay names, read by itself: whose table it is.

internal import Documents
import TypeICollagen

/// The cell lines of one file.
package struct AssayFileLines: Sendable, Hashable {
  /// Every line that it names.
  package let names: Set<String>
  /// Those of them that it calls controls.
  package let controls: Set<String>
  /// Whether it measures: tables of cultures and plate maps describe.
  package let isMeasurement: Bool

  /// Reads a file of any kind that an assay takes; `nil` if it is none, or cannot be read without the others.
  package init?(name: String, bytes: [UInt8]) {
    var tables = AssayTables()
    guard (try? tables.read(PlateFile(name: name, bytes: bytes))) != nil else { return nil }
    var lines: [(name: String, role: CellLineRole?)] = tables.cultures.map { ($0.line, $0.role) }
    let described = lines.count + tables.maps.lines.count
    lines += tables.maps.lines.map { ($0, nil) }
    lines += tables.records.flatMap { $0.wells.compactMap(\.cellLine) }.map { ($0, nil) }
    lines += tables.bands.map { ($0.line, $0.role) } + tables.profiles.map { ($0.line, nil) }
    lines += tables.counts.map { ($0.line, $0.role) } + tables.melting.map { ($0.line, $0.role) }
    lines += tables.collagenase.map { ($0.line, $0.role) } + tables.hydroxyproline.map { ($0.line, $0.role) }
    lines += tables.amounts.map { ($0.line, nil) } + tables.sites.map { ($0.line, $0.role) }
    names = Set(lines.map(\.name)).subtracting([""])
    controls = Set(lines.filter { $0.role == .control }.map(\.name))
    isMeasurement = lines.count > described
  }
}
