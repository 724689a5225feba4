// CRAM through htslib: the checked containers go through a socket to its reader, which never opens a file but the
// reference and never asks the network.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

#if HTSlib
  internal import CHTSlib

  /// What htslib must be told once in a process.
  enum HTSSetup {
    /// htslib says nothing on its own, and looks for references only where they are local files.
    static let isDone: Bool = {
      hts_set_log_level(HTS_LOG_OFF)
      let path = unsafe getenv("REF_PATH").map { unsafe String(cString: $0) } ?? ""
      if path.isEmpty || path.contains("://") || path.contains("URL=") {
        let home = unsafe getenv("HOME").map { unsafe String(cString: $0) } ?? ""
        let local = home.isEmpty ? "/dev/null/%s" : home + "/.cache/hts-ref/%2s/%2s/%s"
        unsafe setenv("REF_PATH", local, 1)
      }
      return true
    }()
  }

  /// Reads the lines of CRAM.
  @safe
  final class CRAMLines: AlignmentLineSource, LineCursor {
    private let file: String
    private let reference: String?
    private let feeder: CRAMFeeder
    private var hts: UnsafeMutablePointer<htsFile>?
    private var header: UnsafeMutablePointer<sam_hdr_t>?
    private var record: UnsafeMutablePointer<bam1_t>?
    private(set) var lineCount = 0

    /// - Parameter reference: FASTA of the reference that the file was made with.
    init(_ source: any ChunkSource, file: String, reference: String?) {
      self.file = file
      self.reference = reference
      feeder = CRAMFeeder(CRAMContainers(source, file: file))
    }

    deinit {
      unsafe bam_destroy1(record)
      unsafe sam_hdr_destroy(header)
      if let hts = unsafe hts { _ = unsafe hts_close(hts) }
      feeder.stop()
    }

    private(set) var samples: Set<[UInt8]> = []

    var byteCount: Int { feeder.byteCount }
    var completeness: Completeness { feeder.hasEnd ? .verified : .unproven }

    func next(into writer: inout AlignmentBatchWriter) throws(ParseError) -> Bool {
      guard let fault = try withNext({ writer.add($0) }) else { return false }
      if let fault { throw wrong(fault) }
      return true
    }

    func withNext<Result>(_ body: (AlignmentLine) -> Result) throws(ParseError) -> Result? {
      try open()
      guard let hts = unsafe hts, let header = unsafe header, let record = unsafe record else { return nil }
      let status = unsafe sam_read1(hts, header, record)
      guard status >= 0 else {
        feeder.stop(readsOn: status == -1)
        if let failure = feeder.failure { throw failure }
        guard status == -1 else { throw CRAMReference.failure(file: file, record: lineCount + 1, reference: reference) }
        guard feeder.recordCount == lineCount else {
          throw unreadable("gave \(lineCount) of \(feeder.recordCount) records")
        }
        return nil
      }
      lineCount += 1
      switch unsafe AlignmentLine.read(record, header) {
      case .failure(let fault): throw wrong(fault)
      case .success(let line): return body(line)
      }
    }

    /// The references of the header, as many as are worth keeping.
    func references() throws(ParseError) -> AlignmentHeader {
      try open()
      var result = AlignmentHeader()
      result.samples = samples
      guard let header = unsafe header else { return result }
      result.referenceCount = Int(max(0, unsafe sam_hdr_nref(header)))
      for index in 0..<min(result.referenceCount, AlignmentHeader.keptReferences) {
        guard let name = unsafe sam_hdr_tid2name(header, Int32(index)) else { continue }
        let length = unsafe Int(sam_hdr_tid2len(header, Int32(index)))
        unsafe result.references.append(
          AlignmentHeader.Reference(index: index, name: String(cString: name), length: length))
      }
      return result
    }

    private func open() throws(ParseError) {
      guard unsafe hts == nil else { return }
      precondition(HTSSetup.isDone)
      try CRAMReference.check(reference)
      let descriptor = try feeder.start(file: file)
      guard let stream = unsafe hdopen(descriptor, "r"), let opened = unsafe hts_hopen(stream, "-", "r") else {
        feeder.stop()
        throw feeder.failure ?? unreadable("cannot be opened by htslib")
      }
      unsafe hts = opened
      if let reference, unsafe hts_set_fai_filename(opened, reference) != 0 {
        throw CRAMReference.unreadable(reference)
      }
      guard let read = unsafe sam_hdr_read(opened), let created = unsafe bam_init1() else {
        feeder.stop()
        throw feeder.failure ?? unreadable("has no readable header")
      }
      unsafe header = read
      var noted = AlignmentHeader()
      if let text = unsafe sam_hdr_str(read) {
        for line in unsafe String(cString: text).utf8.prefix(AlignmentHeader.searchedText).split(separator: 10) {
          noted.note(line)
        }
      }
      samples = noted.samples
      unsafe record = created
      guard let own = unsafe cram_fd_get_header(opened.pointee.fp.cram) else { throw unreadable("has no header") }
      unsafe CRAMReference.forgetPlaces(own)
    }

    private func unreadable(_ reason: String) -> ParseError {
      ParseError(
        code: .badContainerHeader, file: file, message: "CRAM: the file \(reason)",
        remedy: "the file is damaged; get it again")
    }

    private func wrong(_ fault: AlignmentFault) -> ParseError {
      ParseError(
        code: .badRecordStart, file: file, record: lineCount + 1, message: "CRAM: the record \(fault.reason)",
        remedy: "the file is damaged; make it again")
    }
  }

  extension AlignmentLine {
    /// A record of htslib.
    static func read(
      _ record: UnsafePointer<bam1_t>, _ header: UnsafePointer<sam_hdr_t>
    ) -> Result<AlignmentLine, AlignmentFault> {
      let core = unsafe record.pointee.core
      guard let data = unsafe record.pointee.data else { return .failure(AlignmentFault("is empty")) }
      let (names, cigars, count) = (Int(core.l_qname), 4 * Int(core.n_cigar), Int(core.l_qseq))
      let tags = names + cigars + (count + 1) / 2 + count
      let total = unsafe Int(record.pointee.l_data)
      guard count >= 0, tags <= total, names > Int(core.l_extranul), total <= maximumCount else {
        return .failure(AlignmentFault("has an impossible length"))
      }
      let start = unsafe UnsafePointer(data)
      let line = unsafe AlignmentLine(
        flags: core.flag, reference: Int(core.tid), position: Int(core.pos), mateReference: Int(core.mtid),
        matePosition: Int(core.mpos),
        name: UnsafeBufferPointer(start: start, count: names - Int(core.l_extranul) - 1),
        cigar: UnsafeBufferPointer(start: start + names, count: cigars), bases: start + names + cigars,
        baseCount: count, qualities: start + names + cigars + (count + 1) / 2,
        tags: UnsafeBufferPointer(start: start + tags, count: total - tags))
      let references = unsafe Int(header.pointee.n_targets)
      return line.fault(referenceCount: references).map { .failure($0) } ?? .success(line)
    }
  }

  /// The reference that a CRAM file was made with.
  enum CRAMReference {
    /// Makes sure that a reference can be read without anything being written beside it.
    static func check(_ path: String?) throws(ParseError) {
      guard let path else { return }
      let name = InputSource(path: path).displayName
      _ = try FileIdentity.of(InputSource(path: path))
      guard unsafe access(path + ".fai", R_OK) == 0 else {
        throw ParseError(
          code: .notFound, file: name + ".fai", message: "the reference has no index",
          remedy: "make it with: samtools faidx \(name)")
      }
    }

    static func unreadable(_ path: String) -> ParseError {
      ParseError(
        code: .notReadable, file: InputSource(path: path).displayName, message: "cannot be read as a reference",
        remedy: "give the FASTA that the CRAM was made with, and its .fai")
    }

    /// Takes the places of references (UR) out of a header: they may be addresses in the network.
    static func forgetPlaces(_ header: UnsafeMutablePointer<sam_hdr_t>) {
      for index in 0..<max(0, unsafe sam_hdr_nref(header)) {
        guard let name = unsafe sam_hdr_tid2name(header, index) else { continue }
        _ = unsafe sam_hdr_remove_tag_id(header, "SQ", "SN", name, "UR")
      }
    }

    /// Why a file whose check sums are right cannot be decoded.
    static func failure(file: String, record: Int, reference: String?) -> ParseError {
      guard let reference else {
        return ParseError(
          code: .referenceNeeded, file: file,
          message: "CRAM: its reads can only be told with the reference that it was made with",
          remedy: "give it with --reference FASTA, or convert the file with: samtools view -b -T FASTA FILE")
      }
      return ParseError(
        code: .wrongReference, file: file, record: record,
        message: "CRAM: \(InputSource(path: reference).displayName) is not the reference that it was made with",
        remedy: "give the FASTA that the reads were aligned to (the same assembly, with the same names)")
    }
  }

  /// Hands checked containers to htslib through a socket, on a thread of its own.
  final class CRAMFeeder: @unchecked Sendable {
    private let containers: CRAMContainers
    private let thread = WorkerThread()
    private let monitor = Monitor()
    private var socket: Int32 = -1
    private var fault: ParseError?
    private var bytes = 0
    private var records = 0
    private var isWhole = false
    private var readsOn = false

    init(_ containers: CRAMContainers) { self.containers = containers }

    deinit { stop() }

    var failure: ParseError? { monitor.exclusively { fault } }
    var byteCount: Int { monitor.exclusively { bytes } }
    var hasEnd: Bool { monitor.exclusively { isWhole } }
    /// Records that the containers say they hold.
    var recordCount: Int { monitor.exclusively { records } }

    /// Begins; gives the end that htslib reads from.
    func start(file: String) throws(ParseError) -> Int32 {
      var ends: [Int32] = [-1, -1]
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
      guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
        throw ParseError(code: .readFailed, file: file, message: "no socket can be made: \(systemMessage(errno))")
      }
      socket = ends[1]
      let isStarted = thread.start { [self] in run() }
      guard isStarted else {
        close(ends[0])
        close(ends[1])
        throw ParseError(code: .readFailed, file: file, message: "the system has no thread left")
      }
      return ends[0]
    }

    /// Ends the feeding and waits for the thread.
    ///
    /// - Parameter readsOn: whether the rest of the file is still read and checked.
    func stop(readsOn: Bool = false) {
      monitor.exclusively {
        self.readsOn = readsOn
        if socket >= 0 { shutdown(socket, Int32(SHUT_RDWR)) }
      }
      thread.join()
    }

    private func run() {
      var isOpen = true
      do throws(ParseError) {
        while isOpen, unsafe try containers.withNext({ unsafe isOpen = send($0) }) {
          monitor.exclusively {
            bytes = containers.byteCount
            records = containers.recordCount
            isOpen = isOpen || readsOn
          }
        }
      } catch { monitor.exclusively { fault = error } }
      monitor.exclusively {
        isWhole = containers.hasEnd
        close(socket)
        socket = -1
      }
    }

    /// Sends all bytes; false when nobody reads any more.
    private func send(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      var done = 0
      while done < bytes.count, let base = bytes.baseAddress {
        let count = unsafe Glibc.send(socket, base + done, bytes.count - done, Int32(MSG_NOSIGNAL))
        if count > 0 {
          done += count
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }
#endif
