using System.Collections.Frozen;
using Agents.Core.JsonSchemas.Patterns;

namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>One value of the keyword <c>format</c>.</summary>
/// <param name="Name">As schemas write it.</param>
/// <param name="Description">What is expected, for messages: "Expected a date such as 2026-03-01".</param>
/// <param name="Accepts">Whether a text is one.</param>
internal sealed record StringFormat(string Name, string Description, Func<string, bool> Accepts)
{
    private static readonly FrozenDictionary<string, StringFormat> All = new StringFormat[]
    {
        new("date-time", "a date and time such as 2026-03-01T09:30:00Z", DateTimeText.IsDateTime),
        new("date", "a date such as 2026-03-01", DateTimeText.IsDate),
        new("time", "a time with its offset such as 09:30:00Z", DateTimeText.IsTime),
        new("duration", "a duration such as PT1H30M", DateTimeText.IsDuration),
        new("email", "an e-mail address", static text => EmailText.IsAddress(text, international: false)),
        new("idn-email", "an e-mail address", static text => EmailText.IsAddress(text, international: true)),
        new("hostname", "a host name", HostText.IsHostname),
        new("idn-hostname", "a host name", HostText.IsInternationalHostname),
        new("ipv4", "an IPv4 address such as 192.0.2.1", AddressText.IsIPv4),
        new("ipv6", "an IPv6 address such as 2001:db8::1", AddressText.IsIPv6),
        new("uri", "a URI such as https://example.org/a", static text => UriText.IsReference(text, international: false, absolute: true)),
        new("uri-reference", "a URI or a relative reference", static text => UriText.IsReference(text, international: false, absolute: false)),
        new("iri", "an IRI such as https://example.org/ä", static text => UriText.IsReference(text, international: true, absolute: true)),
        new("iri-reference", "an IRI or a relative reference", static text => UriText.IsReference(text, international: true, absolute: false)),
        new("uri-template", "a URI template such as /items/{id}", UriTemplateText.IsTemplate),
        new("uuid", "a UUID such as 123e4567-e89b-12d3-a456-426614174000", IsUuid),
        new("json-pointer", "a JSON pointer such as /a/0", PointerText.IsPointer),
        new("relative-json-pointer", "a relative JSON pointer such as 1/a", PointerText.IsRelativePointer),
        new("regex", "a regular expression", static text => SchemaPattern.TryCompile(text, out _) is not null),
    }.ToFrozenDictionary(static format => format.Name, StringComparer.Ordinal);

    /// <summary>The format of a name; null where it is not known, which the standard counts as valid.</summary>
    public static StringFormat? Find(string name) => All.GetValueOrDefault(name);

    private static bool IsUuid(string text) => text.Length == 36 && Guid.TryParseExact(text, "D", out _);
}
