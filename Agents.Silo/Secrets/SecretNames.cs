using System.Text.RegularExpressions;

namespace Agents.Silo.Secrets;

/// <summary>What secrets can be called, and what their values can be.</summary>
internal static partial class SecretNames
{
    public const int LongestValue = 32 * 1024;

    /// <summary>A shorter one is guessed, and cannot be told from ordinary words when it has to be taken out of a text.</summary>
    public const int ShortestValue = 8;

    private const string ProviderPrefix = "provider:";

    /// <summary>The name of a model provider's key.</summary>
    public static string OfProvider(string provider) => ProviderPrefix + provider.ToLowerInvariant();

    /// <summary>The provider whose key a secret is; null where it is another secret.</summary>
    public static string? ProviderOf(string name) => name.StartsWith(ProviderPrefix, StringComparison.Ordinal) ? name[ProviderPrefix.Length..] : null;

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? NameProblem(string? name)
        => name is not null && Name().IsMatch(name) ? null : "'name' is 1 to 100 letters, digits, '_', '-' and '.', beginning with a letter or '_', like GITHUB_TOKEN.";

    /// <summary>What is wrong with a provider's name; null where nothing is.</summary>
    public static string? ProviderProblem(string? provider)
        => provider is not null && Provider().IsMatch(provider) ? null : "'provider' is 1 to 60 letters, digits, '_' and '-', like openai.";

    /// <summary>What is wrong with a value; null where nothing is. Never repeats it.</summary>
    public static string? ValueProblem(string? value, string field) => value switch
    {
        null => $"The body lacks '{field}'.",
        { Length: < ShortestValue } => $"'{field}' is shorter than {ShortestValue} characters: so short a secret can be guessed, and could not be kept out of logs and journals.",
        { Length: > LongestValue } => $"'{field}' is longer than {LongestValue} characters.",
        _ when value.Contains('\0', StringComparison.Ordinal) => $"'{field}' holds a NUL character.",
        _ => null,
    };

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.\-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_\-]{0,59}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Provider();
}
