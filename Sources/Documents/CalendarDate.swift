// A day of the calendar as records, files and options write it; nothing here asks a clock.

/// A day of the Gregorian calendar.
package struct CalendarDate: Sendable, Hashable, Comparable {
  /// Year, 1900 or later.
  package let year: Int
  /// Month, 1-12.
  package let month: Int
  /// Day of the month, 1-31.
  package let day: Int

  /// Reads `2024-02-29`, alone or before a time of day, or `20240229` as VCF headers have it; `nil` for all else.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let isPlain = bytes.count == 8
    let dash = UInt8(ascii: "-")
    if !isPlain {
      guard bytes.count >= 10, bytes[4] == dash, bytes[7] == dash else { return nil }
      guard bytes.count == 10 || (bytes.count >= 16 && (bytes[10] == UInt8(ascii: "T") || bytes[10] == 32)) else {
        return nil
      }
    }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].allSatisfy { (48...57).contains($0) } ? bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } : nil
    }
    guard let year = number(0..<4), let month = number(isPlain ? 4..<6 : 5..<7),
      let day = number(isPlain ? 6..<8 : 8..<10), year >= 1900, (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `2024-02-29`.
  package var text: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// Whether this day lies more than a year before another: the same day of the next year has passed by then.
  package func isMoreThanAYear(before other: CalendarDate) -> Bool {
    (year + 1, month, day) < (other.year, other.month, other.day)
  }

  /// The earlier before the later.
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A time stamp of RFC 3339 that the caller gives: `2026-03-01`, which means midnight UTC, or `2026-03-01T09:30:00Z`.
package struct TimeStamp: Sendable, Hashable {
  /// The whole stamp, such as `2026-03-01T00:00:00Z`.
  package let text: String
  /// Its day as written.
  package let date: CalendarDate

  /// Reads a stamp; `nil` if it is none.
  package init?(_ text: String) {
    guard let date = CalendarDate(text), text.utf8.count != 8 else { return nil }
    self.date = date
    if text.utf8.count == 10 {
      self.text = text + "T00:00:00Z"
      return
    }
    let time = text.utf8.dropFirst(11).map { $0 }
    func pair(_ at: Int, _ most: Int) -> Bool {
      guard at + 1 < time.count, (48...57).contains(time[at]), (48...57).contains(time[at + 1]) else { return false }
      return Int(time[at] - 48) * 10 + Int(time[at + 1] - 48) <= most
    }
    let colon = UInt8(ascii: ":")
    guard time.count >= 9, text.utf8.dropFirst(10).first == UInt8(ascii: "T"), pair(0, 23), time[2] == colon,
      pair(3, 59), time[5] == colon, pair(6, 59)
    else { return nil }
    let zone = Array(time[8...])
    let isUTC = zone == [UInt8(ascii: "Z")]
    let isOffset =
      zone.count == 6 && (zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-")) && zone[3] == colon
      && pair(9, 14) && pair(12, 59)
    guard isUTC || isOffset else { return nil }
    self.text = text
  }

  /// Reads a stamp that has a time of day; `nil` for a day alone and for all else.
  package init?(withTime text: String) {
    guard text.utf8.count > 10 else { return nil }
    self.init(text)
  }

  /// Seconds since the beginning of 1970 in UTC, leap seconds left out.
  package var seconds: Int {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
    // Days of the Gregorian calendar, years counted from March so that a leap day is the last of its year.
    let year = date.month > 2 ? date.year : date.year - 1
    let month = (date.month + 9) % 12
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day - 1 - 719_468
    let clock = number(11..<13) * 3_600 + number(14..<16) * 60 + number(17..<19)
    guard bytes.count == 25 else { return days * 86_400 + clock }
    let offset = number(20..<22) * 3_600 + number(23..<25) * 60
    return days * 86_400 + clock - (bytes[19] == UInt8(ascii: "+") ? offset : -offset)
  }
}
