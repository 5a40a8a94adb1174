namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>Makes up text of a format, with the names and addresses that are reserved for examples.</summary>
internal static class SampleFormat
{
    /// <summary>The text; null where the format is not known.</summary>
    public static string? Make(string format, string place, string field, SampleChoices choices)
    {
        var number = choices.Number(place, 28) + 1;
        var name = new string([.. field.Where(char.IsAsciiLetterOrDigit)]) is { Length: > 0 } letters ? letters.ToLowerInvariant() : "sample";
        return format switch
        {
            "date-time" => $"2026-01-{number:00}T09:30:00Z",
            "date" => $"2026-01-{number:00}",
            "time" => $"09:{number:00}:00Z",
            "duration" => $"PT{number}M",
            "email" or "idn-email" => $"{name}@example.org",
            "hostname" or "idn-hostname" => $"{name[..Math.Min(name.Length, 60)]}.example.org",
            "ipv4" => $"192.0.2.{number}",
            "ipv6" => $"2001:db8::{number}",
            "uri" or "iri" or "uri-reference" or "iri-reference" or "uri-template" => $"https://example.org/{name}",
            "uuid" => Uuid(choices.Bits(place), choices.Bits(place + "?low")),
            "json-pointer" => $"/{name}",
            "relative-json-pointer" => $"0/{name}",
            "regex" => "^.*$",
            _ => null,
        };
    }

    private static string Uuid(ulong high, ulong low)
        => $"{high >> 32:x8}-{(high >> 16) & 0xFFFF:x4}-4{high & 0xFFF:x3}-a{(low >> 48) & 0xFFF:x3}-{low & 0xFFFFFFFFFFFF:x12}";
}
