//! Connections: credentials, regions, timeouts, and the retries that the SDK's defaults get wrong.
//!
//! Measured against injected faults, the SDK as it comes loses objects: it never repeats a request that was answered 429, and
//! a token bucket shared by all requests makes it give up in a storm of 503 though attempts are left. So 429 is classified
//! as throttling here, and the bucket is unlimited; the number of attempts and [`Slots`] bound the load instead.

use std::sync::Arc;
use std::time::Duration;

use aws_config::sts::AssumeRoleProvider;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_s3::Client;
use aws_sdk_s3::config::interceptors::InterceptorContext;
use aws_sdk_s3::config::retry::{ClassifyRetry, RetryAction, RetryConfig, RetryPartition, TokenBucket};
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    ProvideCredentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
    SharedCredentialsProvider, SharedHttpClient, StalledStreamProtectionConfig,
};
use aws_sdk_s3::types::RequestPayer;
use aws_smithy_http_client::Builder as HttpBuilder;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use sievert::segment::Reason;

use crate::event::Outcome;
use crate::plan::S3Options;
use crate::progress::Progress;
use crate::s3::document::WholeDocuments;
use crate::s3::outcome::told;
use crate::s3::slots::Slots;

/// Attempts of one request by the SDK.
const ATTEMPTS: u32 = 5;
/// S3 closes idle connections after about 20 s; one that is reused at that moment fails.
const IDLE: Duration = Duration::from_secs(15);
const CONNECT: Duration = Duration::from_secs(3);
const FIRST_BYTE: Duration = Duration::from_secs(30);
/// Where requests go when nothing names a region: every bucket can be asked for its own from there.
const HOME: &str = "us-east-1";

/// What all buckets of a run share.
pub(super) struct Connection {
    config: SdkConfig,
    options: S3Options,
    most: usize,
    progress: Arc<Progress>,
}

/// One bucket.
#[derive(Debug)]
pub(super) struct Bucket {
    pub(super) name: String,
    pub(super) client: Client,
    pub(super) payer: Option<RequestPayer>,
    pub(super) slots: Arc<Slots>,
    pub(super) progress: Arc<Progress>,
}

impl Connection {
    /// Finds credentials and region. The error is for the person: without credentials nothing can be read.
    pub(super) async fn open(
        options: &S3Options,
        most: usize,
        progress: &Arc<Progress>,
    ) -> Result<Self, Outcome> {
        let mut loader =
            aws_config::defaults(BehaviorVersion::v2026_01_12()).http_client(http_client(options));
        if let Some(profile) = &options.profile {
            loader = loader.profile_name(profile);
        }
        if let Some(region) = &options.region {
            loader = loader.region(Region::new(region.clone()));
        }
        if let Some(endpoint) = &options.endpoint {
            loader = loader.endpoint_url(endpoint);
        }
        if options.anonymous {
            loader = loader.no_credentials();
        }
        let mut config = loader.load().await;
        if config.region().is_none() {
            config = config.into_builder().region(Region::from_static(HOME)).build();
        }
        if let Some(role) = &options.role {
            let mut provider =
                AssumeRoleProvider::builder(&role.arn).session_name("sievert").configure(&config);
            if let Some(id) = &role.external_id {
                provider = provider.external_id(id);
            }
            let provider = SharedCredentialsProvider::new(provider.build().await);
            config = config.into_builder().credentials_provider(provider).build();
        }
        if let Some(provider) = config.credentials_provider().filter(|_| !options.anonymous) {
            provider.provide_credentials().await.map_err(|error| {
                let detail = format!(
                    "no AWS credentials could be used ({}); set them up, name a profile, or read without",
                    told(&error)
                );
                Outcome::new(Reason::PermissionDenied, detail)
            })?;
        }
        Ok(Self { config, options: options.clone(), most, progress: Arc::clone(progress) })
    }

    /// Reaches a bucket, in its own region unless the plan names one.
    pub(super) async fn bucket(&self, name: &str) -> Arc<Bucket> {
        let slots = Slots::new(self.most, Arc::clone(&self.progress));
        let payer = self.options.requester_pays.then_some(RequestPayer::Requester);
        let mut client = self.client(None, &slots);
        if self.options.region.is_none() {
            let answer = client.head_bucket().bucket(name).send().await;
            let region = match &answer {
                Ok(answer) => answer.bucket_region(),
                // Refusals and redirections name the region too.
                Err(error) => error.raw_response().and_then(|raw| raw.headers().get("x-amz-bucket-region")),
            };
            if let Some(region) =
                region.filter(|region| Some(*region) != self.config.region().map(Region::as_ref))
            {
                client = self.client(Some(Region::new(region.to_owned())), &slots);
            }
        }
        Arc::new(Bucket { name: name.to_owned(), client, payer, slots, progress: Arc::clone(&self.progress) })
    }

    fn client(&self, region: Option<Region>, slots: &Arc<Slots>) -> Client {
        let partition = RetryPartition::custom("sievert").token_bucket(TokenBucket::unlimited()).build();
        let classifier = Pressure { slots: Arc::clone(slots), progress: Arc::clone(&self.progress) };
        let mut config = aws_sdk_s3::config::Builder::from(&self.config)
            .force_path_style(self.options.path_style)
            .retry_config(
                RetryConfig::standard()
                    .with_max_attempts(ATTEMPTS)
                    .with_initial_backoff(Duration::from_millis(50)),
            )
            .retry_partition(partition)
            .retry_classifier(classifier)
            .interceptor(WholeDocuments)
            .timeout_config(
                TimeoutConfig::builder().connect_timeout(CONNECT).read_timeout(FIRST_BYTE).build(),
            )
            .stalled_stream_protection(
                StalledStreamProtectionConfig::enabled().grace_period(self.options.stall).build(),
            )
            // Checksums are asked for by name where they cover what is read, and checked here across resumed bodies.
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired);
        if let Some(region) = region {
            config = config.region(region);
        }
        if self.options.anonymous {
            config = config.allow_no_auth();
        }
        Client::from_conf(config.build())
    }
}

fn http_client(options: &S3Options) -> SharedHttpClient {
    let builder = HttpBuilder::new().pool_idle_timeout(IDLE);
    // A server without TLS needs no certificates, which a bare machine may not have.
    if options.endpoint.as_deref().is_some_and(|endpoint| endpoint.starts_with("http://"))
        && options.role.is_none()
    {
        return builder.build_http();
    }
    builder.tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https()
}

/// Sees every answer: tells the slots about pressure, counts what is tried again, and adds 429 to what is worth it.
#[derive(Debug)]
struct Pressure {
    slots: Arc<Slots>,
    progress: Arc<Progress>,
}

impl ClassifyRetry for Pressure {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let status = context.response().map_or(0, |response| response.status().as_u16());
        // Without an answer the connection failed.
        if status == 0 || status == 429 || status >= 500 {
            self.progress.retried();
        }
        if matches!(status, 429 | 503) {
            self.slots.throttled();
        }
        if status == 429 { RetryAction::throttling_error() } else { RetryAction::NoActionIndicated }
    }

    fn name(&self) -> &'static str {
        "pressure"
    }
}
