// Lists of wells in a sheet: a row a well, or a row a well and wavelength.

internal import Documents

extension GridScan {
  /// Headings of the column that names the well.
  private static let wellNames: Set<String> = [
    "well", "wells", "wellid", "wellname", "wellposition", "wellpositions", "wellno", "position", "<>",
  ]
  private static let plateNames: Set<String> = ["plate", "plateid", "platename", "platenumber", "plateno", "barcode"]

  /// Letters and digits of a heading in lower case.
  static func plain(_ text: String) -> String {
    text == "<>" ? text : String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The columns of a list that say which well and plate a row is of.
  private struct Places {
    let well: Int
    /// The column of the numbers where letter and number of a well stand apart.
    let number: Int?
    let plate: Int?
    let wavelength: Int?

    init?(_ row: [String]) {
      let headings = row.map { GridScan.plain($0) }
      func first(_ names: Set<String>) -> Int? { headings.firstIndex(where: names.contains) }
      plate = first(GridScan.plateNames)
      wavelength = row.firstIndex(where: GridFields.isWavelength)
      if let letters = first(["wellrow"]) ?? (first(GridScan.wellNames) == nil ? first(["row"]) : nil) {
        guard let numbers = first(["wellcol", "wellcolumn"]) ?? first(["column", "col"]) else { return nil }
        (well, number) = (letters, numbers)
      } else {
        guard let own = first(GridScan.wellNames) else { return nil }
        (well, number) = (own, nil)
      }
    }

    func position(_ sheet: CellSheet, _ row: Int) -> WellPosition? {
      WellPosition(sheet.text(row, well) + (number.map { sheet.text(row, $0) } ?? ""))
    }

    func isValue(_ column: Int) -> Bool {
      column != well && column != number && column != plate && column != wavelength
    }
  }

  /// A column of one plate, at one wavelength.
  private struct Slot: Hashable {
    let column: Int
    let wavelength: String
  }

  /// The values of one plate of a list.
  private struct PlateList {
    var columns: [Slot: GridColumn] = [:]
    var wavelengths: [String] = []
    var seen: Set<[String]> = []
    var repeated: (well: WellPosition, line: Int)?

    /// The columns in the order of the file, those of a second wavelength behind all of the first.
    var ordered: [GridColumn] {
      func place(_ slot: Slot) -> (Int, Int) { (wavelengths.firstIndex(of: slot.wavelength) ?? 0, slot.column) }
      return columns.sorted { place($0.key) < place($1.key) }.map(\.value)
    }
  }

  /// A list of wells below a heading; one block for each plate that it names.
  func list(_ row: Int) -> [GridBlock]? {
    guard let places = Places(sheet.rows[row]) else { return nil }
    var index = row + 1
    // A few lines may stand between heading and wells: times, temperatures, wavelengths.
    while index < sheet.rows.count, index <= row + 5, places.position(sheet, index) == nil { index += 1 }
    var order: [String] = []
    var plates: [String: PlateList] = [:]
    var last = row
    var wells = 0
    while index < sheet.rows.count {
      guard let position = places.position(sheet, index) else {
        guard sheet.rows[index].allSatisfy(\.isEmpty), index + 1 < sheet.rows.count,
          places.position(sheet, index + 1) != nil
        else { break }
        index += 1
        continue
      }
      let plate = places.plate.map { sheet.text(index, $0) } ?? ""
      if plates[plate] == nil { order.append(plate) }
      add(index, position, headings: sheet.rows[row], places, to: &plates[plate, default: PlateList()])
      wells += 1
      last = index
      index += 1
    }
    guard wells >= 2 else { return nil }
    return order.map { plate in
      GridBlock(
        shape: .list, sheet: sheet.name, line: row + 1, lastLine: last + 1, corner: sheet.text(row, places.well),
        titles: self.titles(above: row, column: 0), plate: plate, repeated: plates[plate]?.repeated,
        columns: plates[plate]?.ordered ?? [])
    }
  }

  /// Adds the cells of one row. What was read at a wavelength is a reading of its own, named by it: `Abs (450)`.
  private func add(
    _ row: Int, _ position: WellPosition, headings: [String], _ places: Places, to list: inout PlateList
  ) {
    let wavelength = places.wavelength.map { sheet.text(row, $0) } ?? ""
    if !list.wavelengths.contains(wavelength) { list.wavelengths.append(wavelength) }
    if !list.seen.insert([position.description, wavelength]).inserted, list.repeated == nil {
      list.repeated = (position, row + 1)
    }
    for column in sheet.rows[row].indices where places.isValue(column) {
      let text = sheet.text(row, column)
      guard !text.isEmpty else { continue }
      let title = headings.indices.contains(column) ? headings[column] : ""
      let isRead = !wavelength.isEmpty && !title.isEmpty && GridFields.isRead(title)
      let slot = Slot(column: column, wavelength: isRead ? wavelength : list.wavelengths[0])
      list.columns[slot, default: GridColumn(title: isRead ? "\(title) (\(wavelength))" : title)].cells[position] =
        GridCell(text: text, line: row + 1, column: column + 1)
    }
  }
}
