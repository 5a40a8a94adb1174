using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Agents.Chaos.PowerLoss;

/// <summary>Reads what <c>strace</c> wrote down of a process: everything that it did to its files, and everything that it told others, in order.</summary>
internal static partial class DiskTrace
{
    private const string Unfinished = " <unfinished ...>";

    /// <summary>The program that records, before the one that is recorded.</summary>
    public static string[] Recorder(string trace) =>
    [
        "strace", "-f", "-y", "-e", "trace=pwrite64,ftruncate,fdatasync,fsync,unlink,sendmsg,sendto,writev", "-e", "signal=none", "-xx", "-s", "4000000", "-o", trace,
    ];

    public static IReadOnlyList<DiskRecord> Read(string trace, string folder)
    {
        var records = new List<DiskRecord>();
        var unfinished = new Dictionary<string, (int Line, string Text)>();
        var number = 0;
        foreach (var line in File.ReadLines(trace))
        {
            number++;
            var (thread, call) = (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[line.IndexOf(' ', StringComparison.Ordinal)..].TrimStart());
            var began = number;
            if (call.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                unfinished[thread] = (number, call[..^Unfinished.Length]);
                continue;
            }

            if (Resumed().Match(call) is { Success: true } resumed)
            {
                (began, var text) = unfinished[thread];
                call = text + call[resumed.Length..];
            }

            if (Read(call, began, number) is { } record && (record is Sent || FileOf(record).StartsWith(folder, StringComparison.Ordinal)))
            {
                records.Add(record);
            }
        }

        return records;
    }

    private static string FileOf(DiskRecord record) => record switch
    {
        Written written => written.File,
        Cut cut => cut.File,
        Synced synced => synced.File,
        Removed removed => removed.File,
        _ => "",
    };

    private static DiskRecord? Read(string call, int began, int ended)
    {
        var name = call[..Math.Max(call.IndexOf('(', StringComparison.Ordinal), 0)];
        var succeeded = Result().Match(call) is { Success: true } result && !result.Groups["value"].Value.StartsWith('-');
        return name switch
        {
            _ when !succeeded => null,
            "pwrite64" => new Written(began, ended, Path(call), Last(call), Bytes(Quoted().Match(call).Groups["hex"].Value)),
            "ftruncate" => new Cut(began, ended, Path(call), Last(call)),
            "fsync" or "fdatasync" => new Synced(began, ended, Path(call)),
            "unlink" => new Removed(began, ended, Text(Quoted().Match(call).Groups["hex"].Value)),
            "sendmsg" or "sendto" or "writev" => new Sent(began, ended, string.Concat(Quoted().Matches(call).Select(static match => Text(match.Groups["hex"].Value)))),
            _ => null,
        };
    }

    private static string Path(string call) => Text(Descriptor().Match(call).Groups["hex"].Value);

    // The last argument.
    private static long Last(string call)
    {
        var end = call.LastIndexOf(')');
        return long.Parse(call.AsSpan((call.LastIndexOf(',', end) + 1)..end), CultureInfo.InvariantCulture);
    }

    private static string Text(string hex) => Encoding.UTF8.GetString(Bytes(hex));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(@"\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>", RegexOptions.ExplicitCapture)]
    private static partial Regex Resumed();

    [GeneratedRegex(@"\) += (?<value>-?\d+)", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft)]
    private static partial Regex Result();

    [GeneratedRegex("\"(?<hex>(\\\\x[0-9a-f]{2})*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\(\d+<(?<hex>(\\x[0-9a-f]{2})*)>", RegexOptions.ExplicitCapture)]
    private static partial Regex Descriptor();
}
