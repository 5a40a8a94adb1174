using System.Collections.Immutable;
using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.Secrets;
using Agents.Core.Workflows;

namespace Agents.Silo.Secrets;

/// <summary>What an execution is started with, its secrets apart.</summary>
/// <param name="Inputs">With references in the place of secret ones.</param>
/// <param name="Secrets">Their values, and the environment.</param>
internal sealed record TakenIn(JsonObject Inputs, ExecutionSecrets Secrets);

/// <summary>Takes secrets out of what comes with a start, and keeps them where its execution finds them.</summary>
internal sealed class SecretIntake(ExecutionSecretStore store, SecretBook book, Redactor redactor)
{
    private const string NotGiven = "SECRET_NOT_GIVEN";

    /// <summary>Takes the secret inputs out, and looks for what is needed and was not given.</summary>
    /// <param name="plan">The workflow.</param>
    /// <param name="inputs">The inputs with defaults.</param>
    /// <param name="problems">What the schema says of them.</param>
    /// <param name="env">The environment that comes with the request; null for none.</param>
    /// <param name="inherited">Secrets of the execution that it repeats or belongs to.</param>
    /// <param name="found">What is wrong; no message holds a secret.</param>
    public TakenIn Take(
        Workflow plan, JsonObject inputs, IReadOnlyList<Diagnostic> problems, IReadOnlyDictionary<string, string>? env, ExecutionSecrets inherited, out IReadOnlyList<Diagnostic> found)
    {
        var (clean, values) = SecretInputs.TakeOut(plan, inputs);
        var secrets = new ExecutionSecrets(env?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, string>.Empty, values).Over(inherited);
        found = [.. SecretInputs.Hide(problems, values), .. Missing(plan, clean, secrets)];
        return new TakenIn(clean, secrets);
    }

    /// <summary>Keeps the secrets, begins, and forgets them again where that came to nothing or to an end at once.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="secrets">What it was given.</param>
    /// <param name="begin">Starts it and tells whether it still needs them.</param>
    public async Task<T> BeginAsync<T>(string executionId, ExecutionSecrets secrets, Func<Task<(T Result, bool NeedsThem)>> begin)
    {
        if (secrets.IsEmpty)
        {
            return (await begin()).Result;
        }

        // Known here too while the request runs: what fails may say so.
        var request = $"start:{executionId}";
        redactor.Know(request, secrets.Values);
        try
        {
            await store.KeepAsync(executionId, secrets);
            var (result, needsThem) = await begin();
            if (!needsThem)
            {
                await store.ForgetAsync(executionId);
            }

            return result;
        }
        finally
        {
            redactor.Forget(request);
        }
    }

    private IEnumerable<Diagnostic> Missing(Workflow plan, JsonObject inputs, ExecutionSecrets secrets)
    {
        foreach (var variable in WorkflowEnvironment.Of(plan))
        {
            if (variable.IsRequired && !secrets.Env.ContainsKey(variable.Name) && book.Find(variable.Name) is null)
            {
                yield return new Diagnostic(NotGiven, DiagnosticSeverity.Error, $"/env/{variable.Name}", $"The workflow needs '{variable.Name}' in its environment{(variable.Description is { } purpose ? $" ({purpose})" : "")}.")
                {
                    Hint = $"Give it in 'env', or store a secret of that name: agents secrets set {variable.Name}.",
                };
            }
        }

        foreach (var path in SecretInputs.ReferredTo(inputs).Where(path => !secrets.Inputs.ContainsKey(path)))
        {
            yield return new Diagnostic(NotGiven, DiagnosticSeverity.Error, $"/{path}", $"The input '{path}' is secret, and was not kept when its execution ended.")
            {
                Hint = "Give it again in 'inputs'.",
            };
        }
    }
}
