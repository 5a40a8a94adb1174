using Agents.Core.Secrets;

namespace Agents.Silo.Secrets;

/// <summary>
/// Puts secrets into the places that may hold them: headers, keys and environments of tools. Never into prompts, arguments or results, and never into text that a
/// model or a caller wrote.
/// </summary>
internal sealed class SecretResolver(OpenSecrets open, SecretBook book)
{
    /// <summary>Resolves <c>${secret:NAME}</c>, <c>${secret:inputs.PATH}</c> and <c>${env:NAME}</c>.</summary>
    /// <param name="executionId">Whose environment and inputs are meant; null where it is for no execution.</param>
    /// <param name="text">As the author of a definition or the operator wrote it.</param>
    /// <param name="missing">References to what nobody has set, as written; they stay in the text.</param>
    public string Resolve(string? executionId, string text, out IReadOnlyList<string> missing)
    {
        var own = executionId is null ? ExecutionSecrets.None : open.Of(executionId);
        return SecretReference.Resolve(text, (kind, name) => Find(own, kind, name), out missing);
    }

    // An environment that an execution was not given falls back to the stored secret of the name; the silo's own environment is nobody's business.
    private string? Find(ExecutionSecrets own, string kind, string name) => kind switch
    {
        "env" => own.Env.GetValueOrDefault(name) ?? book.Find(name),
        _ when name.StartsWith($"{SecretReference.Inputs}.", StringComparison.Ordinal) => own.Inputs.GetValueOrDefault(name[(SecretReference.Inputs.Length + 1)..]),
        _ => book.Find(name),
    };
}
