// The means, deviations and coefficients of variation that SoftMax Pro groups print: checked against their rows.

internal import Documents
import Numerics

extension SoftMaxAssembly {
  /// Whether the wells of a sample all have a number or are masked: only then are figures over them comparable.
  private static func isWhole(_ members: [PlateWell], _ quantity: SoftMaxExport.Meaning.Quantity) -> Bool {
    members.allSatisfy { well in
      !well.isIncluded || (quantity == .signal ? well.signal.number != nil : well.printedConcentration != nil)
    }
  }

  /// A figure over the wells of a sample, with the error that the rounding of its parts may make; `nil` if not computable.
  private static func figure(
    _ meaning: SoftMaxExport.Meaning, _ members: [PlateWell], _ factor: Double
  ) -> (value: Double, error: Double)? {
    var values: [Double] = []
    var unit = 0.0
    for well in members where well.isIncluded {
      if meaning.quantity == .signal, case .value(let value, let decimals) = well.signal {
        values.append(value)
        unit = Swift.max(unit, Elementary.powerOfTen(-decimals))
      } else if meaning.quantity == .concentration, let printed = well.printedConcentration {
        values.append(printed.value)
        unit = Swift.max(unit, printed.unit)
      }
    }
    guard !values.isEmpty else { return nil }
    let scale = meaning.isScaled ? factor : 1
    let mean = values.mean
    switch meaning.statistic {
    case .each, .mean: return (mean * scale, unit * Swift.abs(scale))
    case .deviation: return values.count > 1 ? (values.standardDeviation, 1.5 * unit) : (0, 0)
    case .variation:
      // One well scatters by nothing.
      guard values.count > 1 else { return (0, 0) }
      guard Swift.abs(mean) > 4 * unit else { return nil }
      let deviation = values.standardDeviation
      return (
        100 * deviation / Swift.abs(mean), 100 * unit * (1.5 + deviation / Swift.abs(mean)) / (Swift.abs(mean) - unit)
      )
    }
  }

  /// One unit of the last digit of a column, also where zeros at the end are left out; infinite if it cannot be told.
  private func unit(of column: Int, in layout: Layout) -> Double {
    guard let precision = layout.group.columns[column].precision, precision > 0 else { return .infinity }
    let printed = layout.group.rows.compactMap { PrintedNumber($0.cells[column], mark: export.mark)?.decimals }
    return printed.max() == precision ? Elementary.powerOfTen(-precision) : .infinity
  }

  /// Samples with fewer wells than all others of their group: rows may be missing.
  static func unevenSamples(_ layout: Layout, _ wells: [PlateWell], file: String) -> [AssayWarning] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for well in wells {
      if counts[well.sample] == nil { order.append(well.sample) }
      counts[well.sample, default: 0] += 1
    }
    guard order.count >= 3, let most = counts.values.max() else { return [] }
    let short = order.filter { counts[$0] != most }
    guard short.count <= 2, short.count * 3 <= order.count else { return [] }
    return short.map { sample in
      AssayWarning(
        file: file, line: wells.first { $0.sample == sample }?.line,
        "sample \(sample.quoted()) of group \(layout.group.name.quoted()) has \(counts[sample] ?? 0) wells where the others have \(most)"
      )
    }
  }

  /// The printed figures of a sample must be those of its rows: a missing, doubled or misplaced row, a wrong dilution and a
  /// damaged result show here. A column of which more than a quarter differs is taken to mean something else.
  func checkStatistics(of layout: Layout, _ wells: [PlateWell]) throws(InputFaults) {
    for column in layout.derived {
      guard let meaning = layout.meanings[column], !meaning.isOfMeanSignal else { continue }
      var wrong: [Int] = []
      var total = 0
      let unit = self.unit(of: column, in: layout)
      for (r, row) in layout.group.rows.enumerated() {
        guard let printed = PrintedNumber(row.cells[column], mark: export.mark) else { continue }
        let shown = Swift.min(printed.unit, unit)
        let members = meaning.statistic == .each ? [wells[r]] : wells.filter { $0.sample == wells[r].sample }
        guard Self.isWhole(members, meaning.quantity), let own = Self.figure(meaning, members, wells[r].dilution) else {
          continue
        }
        total += 1
        let allowed = 1.01 * (shown + own.error) + 1e-9 * Swift.abs(printed.value)
        let size = meaning.statistic == .variation ? Swift.abs(printed.value) : printed.value
        if !(Swift.abs(own.value - size) <= allowed) { wrong.append(r) }
      }
      guard let first = wrong.first, wrong.count * 4 <= total || wrong.count == 1 else { continue }
      let row = layout.group.rows[first]
      throw InputFaults(
        .inconsistent, file: export.file, line: row.line, column: column + 1, well: row.cells[layout.wells],
        "the printed \(layout.group.columns[column].name) of sample \(row.sample.quoted()) is not that of its rows: a cell is damaged, or a row is missing, doubled or misplaced"
      )
    }
  }

  /// The printed means of concentrations, and single results with the dilution factor in them.
  func means(
    of layout: Layout, _ wells: [PlateWell], offset: Int
  ) throws(InputFaults) -> [PrintedMean] {
    var result: [PrintedMean] = []
    for (r, row) in layout.group.rows.enumerated() {
      for column in layout.derived {
        guard let meaning = layout.meanings[column], meaning.quantity == .concentration,
          meaning.statistic == .each || meaning.statistic == .mean
        else { continue }
        let text = row.cells[column]
        guard !text.isEmpty else { continue }
        guard let printed = PrintedNumber(text, mark: export.mark) else {
          if SignalToken.parse(text, mark: export.mark) != nil { continue }
          throw InputFaults(
            .badNumber, file: export.file, line: row.line, column: column + 1,
            "\(text.quoted()) is neither a number nor a known token")
        }
        let members = wells.indices.filter { index in
          guard wells[index].isIncluded, wells[index].signal.number != nil else { return false }
          if meaning.statistic == .each { return index == r }
          return wells[index].sample == row.sample
            && (layout.result == nil || meaning.isOfMeanSignal || wells[index].printedConcentration != nil)
        }
        guard !members.isEmpty else { continue }
        result.append(
          PrintedMean(
            label: layout.group.name + " " + row.sample, wells: members.map { $0 + offset },
            factor: meaning.isScaled ? wells[r].dilution : 1, isOfMeanSignal: meaning.isOfMeanSignal, printed: printed,
            line: row.line))
      }
    }
    return result
  }
}
