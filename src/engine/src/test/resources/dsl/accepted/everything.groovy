#!/usr/bin/env stage-gate
/* Every word of the language, once at least. */
releasePipeline {
    executionMode SUPERSEDED

    variables {
        string 'REGION', defaultValue: 'eu-west-1', description: 'Where production runs'
        string 'REPLICAS', defaultValue: 3
        string('TICKET')
    }

    triggers {
        push {
            sourceAction 'App'
            branches include: ['main', 'release/**'], exclude: 'release/0.*'
            filePaths exclude: ['**/*.md']
        }
        push { tags include: ['v*']; sourceAction 'App' }
        push { sourceAction 'Base' }
        pullRequest { events OPEN, UPDATED, CLOSED; branches include: 'main'; sourceAction 'Configuration' }
        schedule cron: '0 0 6 ? * MON-FRI', timeZone: 'Europe/Berlin'
        pipeline 'libraries/core'
    }

    stages {
        stage('Source') {
            actionGroup {
                source('App') {
                    git url: 'https://git.example.com/app.git',
                        branch: 'main',
                        credentialsId: 'git',
                        shallow: true
                    output 'AppSource'
                    namespace 'App'
                    timeout '90s'
                }
                source('Configuration') { scm(); output 'Configuration' }
                source('Library') { pipeline 'libraries/core', artifact: 'Jar'; output 'LibraryJar'; namespace 'Library' }
                source('Image') {
                    provider 'ECR', RepositoryName: 'app', ImageTag: 'latest'
                    owner AWS
                    version '1'
                    output 'Image', files: []
                }
                source('Base') {
                    image 'registry.example.com/shop/base:1.2', credentialsId: 'registry', platform: 'linux/arm64'
                    output 'Base'
                }
                source('Data') {
                    s3 bucket: 'shop-data', key: 'prices/latest.zip', anyKey: true, unpack: true,
                        region: 'eu-west-1', endpoint: 'https://minio.example.com', credentialsId: 'minio'
                    output 'Prices'
                }
                source('Fonts') { folder '../fonts'; output 'Fonts' }
            }
        }
        stage('Build') {
            beforeEntry {
                variableCheck variable: '#{variables.REGION}', operator: MATCHES, value: 'eu-.*'
                httpCheck url: 'https://status.example.com', status: 200, contains: 'green', timeout: '30s'
                result SKIP
            }
            beforeEntry {
                deploymentWindow cron: '* * 9-16 ? * MON-FRI', timeZone: 'Europe/Berlin', name: 'office-hours'
                deploymentWindow cron: '* * 9-12 ? * SAT'
            }
            build('Spec') {
                input 'AppSource'
                buildspec file: 'ci/buildspec.yml', project: 'shop-build', secrets: ['/shop/*', 'token']
                secrets PASSWORD: '/shop/password'
            }
            build('Package') {
                agent 'linux && maven'
                input 'AppSource', 'Configuration'
                input(['Image'])
                environment CI: true, COMMIT: '#{App.CommitId}', 'TARGET': "jar"
                timeout '2h'
                commands '''
                    if [ -n "$CI" ]; then

                        mvn -B package -Dreplicas=#{variables.REPLICAS}
                    fi
                ''', 'echo it\'s done'
                output 'AppJar', files: ['target/*.jar', 'NOTICE']
                exports 'APP_VERSION'
                namespace 'Package'
            }
            test('Check') {
                agent any
                input 'AppJar'
                steps {
                    withEnv(['VERSION=#{Package.APP_VERSION}', 'A=b']) {
                        retry(3) {
                            sh script: './check.sh', returnStatus: true
                        }
                        timeout(time: 1.5, unit: 'MINUTES') { }
                    }
                    checkout([$class: 'GitSCM', branches: [[name: 'main']]])
                    checkout scm: scmGit(branches: [[name: '*/main']], extensions: [], shallow: [depth: -1]), poll: false
                    junit 'target/surefire-reports/*.xml'
                    cleanWs()
                }
            }
            onSuccess {
                commands 'test -f report.xml', './coverage.sh 80', input: 'AppJar', name: 'coverage', timeout: '10m'
                result ROLLBACK
            }
        }
        stage('Approve') {
            approval('ShipIt') {
                message 'Ship #{App.CommitId} as #{Package.APP_VERSION}?'
                link 'https://staging.example.com/#{codepipeline.PipelineExecutionId}'
                submitters 'release-managers', 'alice'
                required 2
                notBy STARTER
                onNewer OFFER
                field 'WAVE', description: 'How many at first', choices: ['small', 'all'], defaultValue: 'small'
                field 'REASON'
                notify email: 'release@example.com', webhook: ['https://chat.example.com/hooks/1']
                notify slack: 'credentials:release-chat', teams: 'https://chat.example.com/hooks/2'
                remind every: '1d'
                timeout '7d'
                namespace 'Decision'
            }
        }
        stage('Production') {
            actionGroup {
                deploy('Deploy') { agent 'deploy'; input 'AppJar'; commands './deploy.sh #{Decision.WAVE} "#{Decision.Approver}"' }
                invoke('Announce') { agent none; provider 'Lambda', FunctionName: 'announce', UserParameters: 'a=1'; owner Custom; version 2 }
                compute('Count') { commands 'wc -l *' }
                deploy('Windows') { agent 'windows'; shell 'powershell'; commands 'Write-Output "#{variables.REPLICAS}"' }
                deploy('Elsewhere') {
                    job 'shop/deploy', wait: true, acceptUnstable: true
                    parameters VERSION: '#{App.CommitId}', FORCE: true
                    output 'Report', files: 'report/**'
                    namespace 'Elsewhere'
                }
            }
            onFailure {
                retry mode: ALL_ACTIONS, attempts: 2, backOff: '1m'
                rule 'CloudWatchAlarm', AlarmName: 'errors', WaitTime: 5, name: 'alarm'
                rollback()
            }
        }
    }
}
