// Radioactive counts: rates, their errors, Currie's limits.

internal import Documents

/// The unit of a count.
package enum CountUnit: String, Sendable, CaseIterable {
  /// Counts per minute, background included.
  case cpm
  /// Disintegrations per minute, background and efficiency corrected.
  case dpm
  /// Counts over the whole counting time.
  case counts
}

/// One counted sample.
package struct CountMeasurement: Sendable, Equatable {
  /// The number as given.
  package let value: Double
  /// Its unit.
  package let unit: CountUnit
  /// Counting time, min.
  package let minutes: Double
  /// Background rate, cpm.
  package let background: Double
  /// Counting efficiency, 0 to 1.
  package let efficiency: Double

  /// A measurement.
  package init(value: Double, unit: CountUnit, minutes: Double, background: Double, efficiency: Double) {
    self.value = value
    self.unit = unit
    self.minutes = minutes
    self.background = background
    self.efficiency = efficiency
  }

  /// The gross rate, cpm.
  private var gross: Double {
    switch unit {
    case .cpm: value
    case .counts: value / minutes
    case .dpm: value * efficiency + background
    }
  }

  /// Net disintegrations per minute: (gross - background) / efficiency.
  package var dpm: Double { unit == .dpm ? value : (gross - background) / efficiency }

  /// The variance of `dpm` from counting alone: (gross/t + background/t) / efficiency^2.
  package var variance: Double {
    (Swift.max(gross, 1 / minutes) / minutes + background / minutes) / (efficiency * efficiency)
  }

  /// How much `variance` grows with each dpm: 1 / (t efficiency).
  package var variancePerDPM: Double { 1 / (minutes * efficiency) }

  /// Currie's detection limit (1968; paired blank of equal time), dpm: (2.71 + 4.65 sqrt(B)) / (t efficiency), B counts.
  package var detectionLimit: Double {
    (2.71 + 4.65 * (background * minutes).squareRoot()) / (minutes * efficiency)
  }

  /// Whether the sample lies below the detection limit; it is then reported as "< L_D", never as 0.
  package var isBelowDetection: Bool { dpm < detectionLimit }
}

extension CountMeasurement {
  static func read(_ reader: RowReader, _ column: String) throws(InputFaults) -> CountMeasurement {
    guard let value = try reader.nonNegative(column) else {
      throw reader.error(.badNumber, column, "\(column) is empty")
    }
    let efficiency = try reader.positive("efficiency") ?? 1
    guard efficiency <= 1 else { throw reader.error(.badNumber, "efficiency", "efficiency is a share, at most 1") }
    let minutes = try reader.positive("counting_min") ?? 1
    return CountMeasurement(
      value: value, unit: try reader.choice("count_unit", CountUnit.self) ?? .cpm, minutes: minutes,
      background: try reader.nonNegative("background_cpm") ?? 0, efficiency: efficiency)
  }
}
