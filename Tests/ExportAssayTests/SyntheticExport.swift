// Writes exports as SoftMax Pro and Gen5 write them, from one known curve, in the variations that the readers must take.

import Numerics

import Documents

import TypeICollagen

@testable import ExportAssay

/// A plate read through a 4PL with replicates: what the writers print.
struct SyntheticPlate {
  static let levels: [Double] = [640, 320, 160, 80, 40, 20, 10, 0]
  /// Signals of the wells to 4 decimals, by position; columns 1 and 2 hold standards, the rest samples in pairs.
  let signals: [WellPosition: Double]
  /// The curve fitted to the means of the levels (SoftMax) or to the wells (Gen5).
  let curve: StandardCurve

  static func isStandard(_ well: WellPosition) -> Bool { well.column < 2 }

  init(usesMeans: Bool, seed: UInt64 = 3, decimals: Int = 4) throws {
    var random = SplitMix64(seed: seed)
    var signals: [WellPosition: Double] = [:]
    var points: [Calibrator] = []
    for row in 0..<8 {
      for column in 0..<12 {
        guard let well = WellPosition(row: row, column: column) else { continue }
        let sample = Double(10 + (row * 6 + column / 2) * 11)
        let x = column < 2 ? Self.levels[row] : sample
        let exact = 2.6 + (0.08 - 2.6) / (1 + Elementary.pow(x / 190, 1.1))
        let text = NumberText.fixed(exact * (1 + 0.02 * (Double(random.next() >> 11) * 0x1p-53 - 0.5)), decimals)
        let value = NumberText.parse(text) ?? .nan
        signals[well] = value
        if column < 2 { points.append(Calibrator(concentration: x, signal: value, well: row * 12 + column)) }
      }
    }
    self.signals = signals
    let fitted = StandardCurve.fit(
      usesMeans ? StandardCurve.levelMeans(points) : points, model: .fourPL, weighting: .none)
    guard let fitted else { throw InputFaults(.notEvaluable, file: "", "no curve") }
    curve = fitted
  }

  var wells: [WellPosition] { signals.keys.sorted() }

  func concentration(_ well: WellPosition) -> Double? { curve.concentration(for: signals[well] ?? .nan) }
}

/// How a SoftMax export is written.
struct SoftMaxStyle {
  var isGrid = false
  var plateComma = false
  var groupComma = false
  var isStripped = false
  var isReduced = false
  var secondWave: Double?
  var isKinetic = false
  var resultAtMean = false
  var factor = 1.0
  var standards = "Standards"
  var columns = (well: "Wells", value: "Value", result: "Result", mean: "MeanResult", level: "Concentration ng/mL")
  var lineEnd = "\r\n"

  func text(_ plate: SyntheticPlate) -> String {
    let lines = ["##BLOCKS= 3"] + plateBlock(plate) + group(plate, true) + group(plate, false)
    let tail = ["Original Filename: synthetic; Date Last Saved: 1/2/2025 1:02:03 PM"]
    return (lines + tail).map { isStripped ? Self.strip($0) : $0 }.joined(separator: lineEnd) + lineEnd
  }

  private static func strip(_ line: String) -> String {
    var line = line
    while line.last == "\t" { line.removeLast() }
    return line
  }

  private func number(_ value: Double, _ decimals: Int, comma: Bool) -> String {
    let text = NumberText.fixed(value, decimals)
    return comma ? String(text.map { $0 == "." ? "," : $0 }) : text
  }

  private func plateBlock(_ plate: SyntheticPlate) -> [String] {
    let waves = isKinetic ? "420 " : (secondWave == nil ? "450 " : "450 620 ")
    let head = [
      "Plate:", "Plate1", "1.3", isGrid ? "PlateFormat" : "TimeFormat", isKinetic ? "Kinetic" : "Endpoint",
      "Absorbance", isReduced && !isKinetic ? "Reduced" : "Raw", "FALSE", isKinetic ? "3" : "1", "", "", "", "", "",
      secondWave == nil ? "1" : "2", waves, "1", "12", "96", "1", "8", "", "",
    ]
    var lines = [head.joined(separator: "\t")]
    let names = isGrid ? (1...12).map(String.init) : plate.wells.map(\.description)
    func rows(_ value: (WellPosition) -> Double) -> [[String]] {
      let cells = plate.wells.map { number(value($0), 4, comma: plateComma) }
      return isGrid ? (0..<8).map { Array(cells[($0 * 12)..<($0 * 12 + 12)]) } : [cells]
    }
    let second = secondWave ?? 0
    if !isReduced || isKinetic {
      let extra = isGrid && secondWave != nil ? [""] + names : []
      lines.append((["", "Temperature(¡C)"] + names + extra + [""]).joined(separator: "\t"))
      for time in 0..<(isKinetic ? 3 : 1) {
        for (r, row) in rows({ isKinetic ? 0.1 * Double(time) : (plate.signals[$0] ?? 0) + second }).enumerated() {
          let other = isGrid && secondWave != nil ? [""] + rows({ _ in second })[r] : []
          let start = isKinetic ? "0:0\(time):00" : ""
          lines.append(
            ([start, r == 0 ? number(24.5, 1, comma: plateComma) : ""] + row + other + [""]).joined(separator: "\t"))
        }
        if isKinetic { lines.append("") }
      }
      if !isGrid, secondWave != nil {
        lines.append("")
        lines.append((["", "24"] + rows({ _ in second })[0] + [""]).joined(separator: "\t"))
      }
    }
    if isReduced || isKinetic {
      lines.append((["", ""] + names + [""]).joined(separator: "\t"))
      for row in rows({ plate.signals[$0] ?? 0 }) { lines.append((["", ""] + row + [""]).joined(separator: "\t")) }
    }
    return lines + [isGrid ? "" : nil, "~End"].compactMap { $0 }
  }

  private func group(_ plate: SyntheticPlate, _ isStandard: Bool) -> [String] {
    var header = ["Sample"] + (isStandard ? [columns.level] : []) + [columns.well, columns.value, columns.result]
    header += [columns.mean, "SD", "CV"] + (!isStandard && factor != 1 ? ["Dilution", "AdjResult"] : [])
    var lines = [
      "Group: " + (isStandard ? standards : "Samples"), (header + (isStripped ? [] : [""])).joined(separator: "\t"),
    ]
    var sample = 0
    for row in 0..<8 {
      for pair in 0..<6 where (pair == 0) == isStandard {
        sample += 1
        let wells = [0, 1].compactMap { WellPosition(row: row, column: 2 * pair + $0) }
        let signals = wells.map { plate.signals[$0] ?? .nan }
        let results = wells.map { plate.concentration($0) }
        let all = results.compactMap { $0 }
        let mean = resultAtMean ? plate.curve.concentration(for: signals.mean) : (all.isEmpty ? nil : all.mean)
        for k in 0..<2 {
          var cells = [k == 0 ? "0\(sample)" : " "]
          if isStandard { cells.append(k == 0 ? number(SyntheticPlate.levels[row], 3, comma: groupComma) : " ") }
          cells += [wells[k].description, number(signals[k], 3, comma: groupComma)]
          cells.append(results[k].map { number($0, 3, comma: groupComma) } ?? "Range?")
          if k == 0 {
            cells.append(mean.map { number($0, 3, comma: groupComma) } ?? "Range?")
            cells.append(all.count > 1 ? number(all.standardDeviation, 3, comma: groupComma) : "")
            cells.append(all.count > 1 ? number(100 * all.coefficientOfVariation, 1, comma: groupComma) : "")
            if !isStandard, factor != 1 {
              cells += [number(factor, 1, comma: groupComma), number((mean ?? 0) * factor, 3, comma: groupComma)]
            }
          }
          while !isStripped, cells.count < header.count + 1 { cells.append(k == 0 ? "" : " ") }
          lines.append(cells.joined(separator: "\t"))
        }
      }
    }
    var formulas = ["!SampleNames"] + (isStandard ? ["!SampleDescriptor"] : [])
    let result = "InterpX(Std@StandardCurve," + columns.value + ")"
    formulas += ["!WellIDs", "!WellValues", result]
    formulas.append(
      resultAtMean ? "InterpX(Std@StandardCurve,Average(\(columns.value)))" : "Average(\(columns.result))")
    formulas += ["Stdev(\(columns.result))", "Cv(\(columns.result))", "!Factor", columns.mean + "*!Factor"]
    lines += ["", "Group Column\tFormula Name\tFormula\tPrecision\tNotation"]
    for (k, name) in header.enumerated() {
      let title = name.hasPrefix("Concentration") ? "Concentration" : name
      lines.append("\(k + 1)\t\(title)\t\(formulas[k])\t3 decimal places\tNumeric")
    }
    return lines + ["", "Group Summaries", "", "~End "]
  }
}

/// How a Gen5 export is written.
struct Gen5Style {
  var isList = false
  var inResults = false
  var comma = false
  var reading = "450"
  var lineEnd = "\r\n"

  func text(_ plate: SyntheticPlate) -> String {
    var lines = ["", "Software Version\t3.12.08", "", "Experiment File Path:\tC:\\x.xpt", "", "Plate Number\tPlate 1"]
    lines += ["Date\t1/2/2025", "Time\t1:02:03 PM", "Reading Type\tReader", "", "Procedure Details", ""]
    lines += ["Plate Type\t96 WELL PLATE", "Read\tAbsorbance Endpoint", "\tWavelengths:  450", "", "Layout"]
    lines += matrix([("Well ID", { id($0) }), ("Conc/Dil", { amount($0) })])
    let signal: (WellPosition) -> String = { number(plate.signals[$0] ?? 0, 4) }
    let result: (WellPosition) -> String = { well in
      plate.concentration(well).map { number($0, 3) } ?? (number(0, 3) == "0,000" ? "<0,000" : "<0.000")
    }
    if isList {
      lines += ["", ["Well ID", "Well", "Conc/Dil", reading, "Conc"].joined(separator: "\t")]
      for well in plate.wells {
        lines.append([id(well), well.description, amount(well), signal(well), result(well)].joined(separator: "\t"))
      }
    } else if inResults {
      lines += ["", "Results"] + matrix([(reading, signal), ("[Concentration]", result)])
    } else {
      lines += ["", reading] + matrix([(reading, signal)]) + ["", "Conc"] + matrix([("Conc", result)])
    }
    let p = plate.curve.parameters
    lines += ["", "Curve Fitting Results", "", "Curve Name\tCurve Formula\tA\tB\tC\tD\tR2\tFit F Prob"]
    let printed = [p[0], p[3], p[2], p[1]].map {
      comma ? String(NumberText.significant($0, 3).map { $0 == "." ? "," : $0 }) : NumberText.significant($0, 3)
    }
    lines.append((["Curve", "Y = (A-D)/(1+(X/C)^B) + D"] + printed + ["1", "?????"]).joined(separator: "\t"))
    return (lines + [""]).joined(separator: lineEnd) + lineEnd
  }

  private func number(_ value: Double, _ decimals: Int) -> String {
    let text = NumberText.fixed(value, decimals)
    return comma ? String(text.map { $0 == "." ? "," : $0 }) : text
  }

  private func id(_ well: WellPosition) -> String {
    SyntheticPlate.isStandard(well) ? "STD\(well.row + 1)" : "SPL\(well.row * 5 + well.column / 2)"
  }

  private func amount(_ well: WellPosition) -> String {
    SyntheticPlate.isStandard(well) ? NumberText.significant(SyntheticPlate.levels[well.row]) : ""
  }

  private func matrix(_ sets: [(label: String, cell: (WellPosition) -> String)]) -> [String] {
    var lines = ["\t" + (1...12).map(String.init).joined(separator: "\t")]
    for row in 0..<8 {
      for (k, item) in sets.enumerated() {
        let cells = (0..<12).compactMap { WellPosition(row: row, column: $0) }.map(item.cell)
        lines.append(([k == 0 ? WellPosition.rowName(row) : ""] + cells + [item.label]).joined(separator: "\t"))
      }
    }
    return lines
  }
}
