using Microsoft.Extensions.Options;

namespace Agents.Silo.Secrets;

/// <summary>Takes secrets out of problem details.</summary>
internal static class ProblemRedaction
{
    public static void AddRedactedProblems(this IServiceCollection services)
        => services.AddSingleton<IConfigureOptions<ProblemDetailsOptions>>(static provider =>
        {
            var redactor = provider.GetRequiredService<Redactor>();
            return new ConfigureOptions<ProblemDetailsOptions>(options => options.CustomizeProblemDetails = context => Redact(redactor, context));
        });

    // Diagnostics name places and what was expected there; those of inputs are looked through where they are made.
    private static void Redact(Redactor redactor, ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Detail = redactor.Redact(problem.Detail);
        foreach (var (key, value) in problem.Extensions.ToList())
        {
            if (value is string text)
            {
                problem.Extensions[key] = redactor.Redact(text);
            }
        }
    }
}
