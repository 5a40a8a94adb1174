using System.CommandLine;
using System.CommandLine.Parsing;
using Agents.Cli.Containers;
using Agents.Cli.Running;

namespace Agents.Cli.Commands;

/// <summary>What <c>agents deploy --target container</c> takes besides.</summary>
internal sealed class ContainerOptions
{
    private readonly Option<int?> _port = new("--port") { Description = "Port on this machine, on 127.0.0.1 alone. Default: the one that it has, else the first free one from 8090." };

    private readonly Option<string[]> _envFile = new("--env-file") { Description = "A file of NAME=value lines for the container, such as keys of providers. Repeatable.", HelpName = "FILE" };

    private readonly Option<string?> _memory = new("--memory") { Description = "Most memory, like 512m or 2g. Default: no limit.", HelpName = "SIZE" };

    private readonly Option<string?> _cpus = new("--cpus") { Description = "Most processors, like 1.5. Default: no limit.", HelpName = "NUMBER" };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Folder for Dockerfile, compose file, workflow and .env. Default: ./containers/NAME.", HelpName = "DIR" };

    private readonly Option<string> _baseImage = new("--base-image") { Description = $"What the image is built on. Default: {ContainerPlan.DefaultBase}.", HelpName = "IMAGE", DefaultValueFactory = static _ => ContainerPlan.DefaultBase };

    private readonly Option<string?> _platform = new("--platform")
    {
        Description = "Where the container reaches the server, if not at the server's own URL. Default for a server on this machine: http://host.docker.internal:8081.",
        HelpName = "URL",
    };

    private readonly Option<bool> _noRegister = new("--no-register") { Description = "Tell no server of the container." };

    private readonly Option<bool> _noRun = new("--no-run") { Description = "Write the files alone: build nothing, run nothing." };

    private Option[] All => [_port, _envFile, _memory, _cpus, _output, _baseImage, _platform, _noRegister, _noRun];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }

        _port.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 65535)
            {
                result.AddError("--port is a number from 1 to 65535.");
            }
        });
        AcceptOnly(_memory, static text => text[^1] is 'k' or 'm' or 'g' ? IsNumber(text[..^1]) : IsNumber(text), "--memory is a size like 512m or 2g.");
        AcceptOnly(_cpus, IsNumber, "--cpus is a number like 1.5.");
    }

    /// <summary>The first of these that was written; null where none was.</summary>
    public string? Given(CommandResult result) => All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false })?.Name;

    public ContainerRequest Read(ParseResult parsed, string what, string? name, Uri? server) => new(what)
    {
        Name = name,
        Server = server,
        Port = parsed.GetValue(_port),
        Environment = RunEnvironment.Of(parsed.GetValue(_envFile) ?? [], [], static _ => null),
        Memory = parsed.GetValue(_memory),
        Cpus = parsed.GetValue(_cpus),
        Output = parsed.GetValue(_output),
        BaseImage = parsed.GetRequiredValue(_baseImage),
        Platform = parsed.GetValue(_platform),
        Registers = !parsed.GetValue(_noRegister),
        Runs = !parsed.GetValue(_noRun),
    };

    private static void AcceptOnly(Option<string?> option, Func<string, bool> isRight, string problem) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } text && (text.Length == 0 || !isRight(text)))
        {
            result.AddError(problem);
        }
    });

    private static bool IsNumber(string text)
        => decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0;
}
