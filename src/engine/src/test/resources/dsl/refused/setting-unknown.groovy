releasePipeline {
    stages {
        stage('Source') { source('App') { git url: 'https://git.example.com/app.git', brunch: 'main' } }
        stage('Build') { build('Package') { agent 'linux', label: 'x' } }
    }
}
