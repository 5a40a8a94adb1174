using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Json;
using Agents.Core.Secrets;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    // Null where it was given none, as most are.
    private SecretText? _secrets;

    /// <summary>Has the secrets at hand that are kept for a new execution; gives their names as the journal has them.</summary>
    private async Task<JsonArray> OpenSecretsAsync(string[]? names)
    {
        if (names is null or [])
        {
            return JsonArray.Empty;
        }

        _secrets = await _services.Secrets.OpenAsync(this.GetPrimaryKeyString());
        return JsonArray.From(names.Select(static name => (JsonValue)name));
    }

    private async Task OpenSecretsAsync(ExecutionState state)
    {
        if (state.Origin.Secrets.Count > 0 && !state.Status.IsFinal())
        {
            _secrets = await _services.Secrets.OpenAsync(this.GetPrimaryKeyString());
        }
    }

    private void CloseSecrets()
    {
        if (_secrets is not null)
        {
            _services.Secrets.Close(this.GetPrimaryKeyString());
        }
    }

    /// <summary>What comes in from outside, without secrets. What is decided by it, recorded and shown is clean by that.</summary>
    private ExecutionCommand WithoutSecrets(ExecutionCommand command)
    {
        command = _services.Redactor.Shared.Redact(command);
        return _secrets is null ? command : _secrets.Redact(command);
    }

    private SecretText[] KnownSecrets() => _secrets is null ? [_services.Redactor.Shared] : [_services.Redactor.Shared, _secrets];
}
