using System.Globalization;
using System.Text;

namespace Agents.Client.Connections;

/// <summary>Builds a path with its query; what is null or empty is left out.</summary>
internal sealed class ApiPath(string path)
{
    private readonly StringBuilder _text = new(path);
    private bool _hasQuery;

    public static string Segment(string id) => Uri.EscapeDataString(id);

    public ApiPath With(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _hasQuery = true;
        }

        return this;
    }

    public ApiPath With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public ApiPath With(string name, DateTimeOffset? value) => With(name, value?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    public ApiPath With(string name, bool value) => With(name, value ? "true" : null);

    public override string ToString() => _text.ToString();
}
