using Agents.Cli.Output;
using Agents.Client;
using Agents.Client.Access;
using Spectre.Console;

namespace Agents.Cli.Containers;

/// <summary>
/// From a workflow to a container that runs, stage by stage. Doing it again builds it anew; the container that runs goes only when the new image is there, and its
/// runs are kept in its volume.
/// </summary>
internal sealed class ContainerDeploy(ContainerPlan plan, string folder, CliOutput output, TimeProvider time)
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes the key that the container registers itself with, unless its environment has one.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WithKeyAsync(IReadOnlyDictionary<string, string> environment, AgentsClient platform, CancellationToken cancellationToken)
    {
        if (environment.ContainsKey(ContainerEnvironment.DeploymentKey))
        {
            return environment;
        }

        Say("key", $"for {KeyScopes.Agent(plan.Id)}");
        var created = await platform.Keys.CreateAsync(new CreateKey { Name = plan.ContainerName, Scopes = [KeyScopes.Agent(plan.Id)] }, cancellationToken);
        return new Dictionary<string, string>(environment, StringComparer.Ordinal) { [ContainerEnvironment.DeploymentKey] = created.Key };
    }

    /// <summary>Writes the folder.</summary>
    public async Task WriteAsync(
        IReadOnlyList<(string Name, string Text)> files, IReadOnlyDictionary<string, string> environment, string example, string? program, CancellationToken cancellationToken)
    {
        Say("write", folder);
        await ContainerFolder.WriteAsync(folder, plan, files, program, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, ContainerEnvironment.ExampleName), example, cancellationToken);
        await ContainerEnvironment.WriteAsync(folder, environment, cancellationToken);
    }

    /// <summary>Builds the image, puts the container in place of the one before, and waits until it is ready.</summary>
    /// <exception cref="CliException">A stage failed; the message says which and why.</exception>
    public async Task RunAsync(ContainerEngine engine, CancellationToken cancellationToken)
    {
        Say("build", plan.ContainerName);
        await engine.DoAsync(
            "The build", ["build", "--tag", plan.ContainerName, "--build-arg", $"BASE_IMAGE={plan.BaseImage}", folder], line => output.Errors.MarkupLineInterpolated($"[dim]  {line}[/]"), cancellationToken);
        if (await engine.RemoveAsync(plan.ContainerName, cancellationToken))
        {
            Say("replace", "the container before it is gone");
        }

        Say("run", $"127.0.0.1:{plan.Port}");
        await engine.DoAsync("The start", ContainerFiles.Run(plan, folder), null, cancellationToken);
        await WaitAsync(engine, cancellationToken);
        Say("ready", $"http://127.0.0.1:{plan.Port}");
    }

    private async Task WaitAsync(ContainerEngine engine, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{plan.Port}/") };
        using var deadline = new CancellationTokenSource(StartPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (!await IsReadyAsync(http, either.Token))
            {
                await Task.Delay(LookEvery, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var (_, said, error) = await engine.AskAsync(["logs", "--tail", "20", plan.ContainerName], cancellationToken);
            throw new CliException($"The container is not ready after {StartPatience.TotalSeconds} s. It said:\n{said}\n{error}".TrimEnd(), ExitCode.Failed);
        }
    }

    // Docker takes connections before the program in the container does.
    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await http.GetAsync(new Uri("health", UriKind.Relative), cancellationToken);
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Say(string stage, string what) => output.People.MarkupLineInterpolated($"[bold]{stage,-8}[/]{what}");
}
