// ZIP archives in memory: the central directory, and members inflated under a limit (PKWARE APPNOTE 6.3.10, sections 4.3-4.5).

internal import CZlib

/// The members of a ZIP archive.
struct ZipArchive {
  /// A file in the archive.
  private struct Member {
    let method: Int
    let checksum: UInt32
    let packedCount: Int
    let count: Int
    let offset: Int
  }

  private let bytes: [UInt8]
  private let file: String
  private var members: [String: Member] = [:]

  /// Reads the central directory.
  ///
  /// - Throws: a fault for what is cut off, encrypted, or larger than 4 GB.
  init(_ bytes: [UInt8], file: String) throws(InputFaults) {
    self.bytes = bytes
    self.file = file
    let earliest = Swift.max(0, bytes.count - 65_557)
    guard bytes.count >= 22,
      let end = stride(from: bytes.count - 22, through: earliest, by: -1).first(where: {
        bytes[$0] == 0x50 && bytes[$0 + 1] == 0x4B && bytes[$0 + 2] == 5 && bytes[$0 + 3] == 6
      })
    else { throw damaged("the workbook is cut off: it has no directory") }
    var place = try number(end + 16, 4)
    for _ in 0..<(try number(end + 10, 2)) {
      guard try number(place, 4) == 0x0201_4B50 else { throw damaged("the workbook's directory is damaged") }
      let flags = try number(place + 8, 2)
      guard flags & 1 == 0 else {
        throw InputFaults(
          .unknownFormat, file: file, reason: "the workbook is encrypted", remedy: "save it without a password")
      }
      let nameCount = try number(place + 28, 2)
      guard place + 46 + nameCount <= bytes.count else { throw damaged("the workbook's directory is damaged") }
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameCount)], as: UTF8.self)
      members[name] = Member(
        method: try number(place + 10, 2), checksum: UInt32(truncatingIfNeeded: try number(place + 16, 4)),
        packedCount: try number(place + 20, 4), count: try number(place + 24, 4), offset: try number(place + 42, 4))
      place += 46 + nameCount + (try number(place + 30, 2)) + (try number(place + 32, 2))
    }
  }

  /// The names of the members.
  var names: [String] { members.keys.sorted() }

  /// The content of a member; `nil` if there is none of that name.
  ///
  /// - Parameter room: how many bytes may still be inflated; what the member takes is subtracted.
  /// - Throws: a fault for damage, and for more than there is room for, before it is inflated.
  func content(_ name: String, room: inout Int) throws(InputFaults) -> [UInt8]? {
    guard let member = members[name] else { return nil }
    guard member.count <= room else {
      throw InputFaults(
        .tooLarge, file: file, reason: "the workbook inflates to more than is read of a workbook",
        remedy: "export the plate without further sheets, or as text")
    }
    room -= member.count
    guard try number(member.offset, 4) == 0x0403_4B50 else { throw damaged("a part of the workbook is damaged") }
    let start = member.offset + 30 + (try number(member.offset + 26, 2)) + (try number(member.offset + 28, 2))
    guard start + member.packedCount <= bytes.count else { throw damaged("the workbook is cut off") }
    let packed = Array(bytes[start..<(start + member.packedCount)])
    let content: [UInt8]?
    switch member.method {
    case 0: content = packed.count == member.count ? packed : nil
    case 8: content = Self.inflated(packed, count: member.count)
    default: content = nil
    }
    guard let content, Self.checksum(content) == member.checksum else {
      throw damaged("a part of the workbook is damaged: its checksum is wrong")
    }
    return content
  }

  private func damaged(_ reason: String) -> InputFaults {
    InputFaults(.badCompressedData, file: file, reason: reason, remedy: "export or copy the file again")
  }

  /// A little-endian number of 2 or 4 bytes.
  private func number(_ place: Int, _ count: Int) throws(InputFaults) -> Int {
    guard place >= 0, place + count <= bytes.count else { throw damaged("the workbook is cut off") }
    return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  private static func checksum(_ content: [UInt8]) -> UInt32 {
    unsafe content.withUnsafeBufferPointer { bytes in
      unsafe UInt32(truncatingIfNeeded: crc32(0, bytes.baseAddress, UInt32(bytes.count)))
    }
  }

  /// A raw deflate stream of exactly `count` bytes; `nil` if it is another.
  private static func inflated(_ packed: [UInt8], count: Int) -> [UInt8]? {
    var packed = packed
    // One byte more than announced shows a stream that is longer.
    var out = [UInt8](repeating: 0, count: count + 1)
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, size) == Z_OK else { return nil }
    defer { _ = unsafe inflateEnd(&stream) }
    let status = unsafe packed.withUnsafeMutableBufferPointer { source in
      unsafe out.withUnsafeMutableBufferPointer { target in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        return unsafe inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END, unsafe stream.total_out == UInt(count) else { return nil }
    out.removeLast()
    return out
  }
}
