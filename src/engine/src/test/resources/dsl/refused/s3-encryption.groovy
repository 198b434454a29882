releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Ship') { deploy('Site') { input 'AppSource'; s3 bucket: 'site', encryption: 'SSE-C' } }
    }
}
